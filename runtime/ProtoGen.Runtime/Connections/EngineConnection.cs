using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using ProtoGen.Dispatch;
using ProtoGen.Heartbeats;

namespace ProtoGen.Connections;

/// <summary>
/// The part of a connection that does not depend on the framing: its parts, its end, and the send and timer roles. Emitted connections derive
/// from <see cref="ProtocolConnection{TFraming, THeader}"/>.
/// </summary>
public abstract partial class EngineConnection : Connection
{
    private static long s_lastId;

    private readonly IConnectionOwner _owner;
    private bool _wasConnected;
    private Action? _detachSession;
    private int _closeWhenIdle = NoReason;
    private volatile bool _isWindingDown;

    private const int NoReason = -1;

    private protected EngineConnection(ConnectionSetup setup)
    {
        Id = Interlocked.Increment(ref s_lastId);
        _owner = setup.Owner;
        Transport = setup.Transport;
        var environment = setup.Environment;
        Limits = environment.Limits;
        Counters = environment.Counters;
        Logger = environment.Logger;
        Clock = environment.Wheel.Clock;
        Timer = environment.Wheel.CreateTimer(OnTimer);
        Times = new(Limits, Clock);
        Output = new(Limits);
        Requests = new(Times.LostReply);
        var now = Clock.Now;
        Beats = new(environment.Heartbeat, Clock, now - Timer.Stalled, Random.Shared.NextDouble);
        _handshakeDue = (setup.StartedAt ?? now) + Times.Handshake;
        _closeDue = long.MaxValue;
    }

    internal long Id { get; }

    internal EndPoint? RemoteEndPoint => Transport.RemoteEndPoint;

    internal X509Certificate2? RemoteCertificate => Transport.RemoteCertificate;

    internal CancellationToken Closed => Lifetime.Token;

    /// <summary>The time from the last heartbeat to its answer; zero before the first.</summary>
    internal TimeSpan HeartbeatRoundTrip => Clock.ToTimeSpan(Beats.RoundTrip);

    /// <summary>Why it ended; meaningful once it has.</summary>
    internal DisconnectReason EndReason => Lifetime.Reason;

    // Guards Output, Requests, Waiting, the backlog's filling side, the pause, readiness and the lifetime's changes. Never held while user
    // code or the transport is called.
    private protected Lock Gate { get; } = new();

    private protected ITransport Transport { get; }

    private protected ConnectionLimits Limits { get; }

    private protected ConnectionCounters Counters { get; }

    private protected ILogger Logger { get; }

    private protected HostClock Clock { get; }

    private protected WheelTimer Timer { get; }

    private protected ConnectionTimes Times { get; }

    private protected OutputQueue Output { get; }

    private protected WaitingFrames Waiting { get; } = new();

    private protected OutstandingRequests Requests { get; }

    private protected HeartbeatMonitor Beats { get; }

    private protected ConnectionLifetime Lifetime { get; } = new();

    private protected Turn Turn { get; } = new();

    /// <summary>Whether the user lane is open.</summary>
    private protected bool IsReady { get; private set; }

    /// <summary>Whether frames that are not immediate shall not be dispatched any more. After a half-close they are: the peer waits for the replies.</summary>
    private protected bool IsWindingDown => _isWindingDown;

    /// <summary>Called once, before the first message is dispatched.</summary>
    protected virtual void OnConnected()
    {
    }

    /// <summary>Called once, when the connection has ended; handlers may still be running.</summary>
    protected virtual void OnDisconnected(DisconnectReason reason)
    {
    }

    /// <summary>Takes no new messages, sends what is queued and the replies of handlers that run, then closes.</summary>
    internal void Close(DisconnectReason reason, Exception? cause = null)
    {
        lock (Gate)
        {
            if (!Lifetime.TryBeginClose(reason, cause)) return;
            _isWindingDown = true;
            _closeDue = Clock.Now + Times.Write;
        }

        Timer.BringForward(_closeDue);
        Interlocked.MemoryBarrier();
        // While the turn is taken, whoever frees it sees the lifetime and closes then.
        if (Turn.IsFree) Transport.RequestClose(abort: false);
    }

    /// <summary>Closes when no handler runs; until then messages may be sent.</summary>
    internal void CloseWhenIdle(DisconnectReason reason)
    {
        if (reason != DisconnectReason.PeerClosed) _isWindingDown = true;
        Interlocked.CompareExchange(ref _closeWhenIdle, (int)reason, NoReason);
        if (Turn.IsFree) Close(reason);
    }

    /// <summary>Closes at once; what is queued is lost.</summary>
    internal void Abort(DisconnectReason reason, Exception? cause = null)
    {
        End(reason, cause);
        Transport.RequestClose(abort: true);
    }

    /// <inheritdoc/>
    public sealed override void OnClosed(DisconnectReason reason, Exception? cause) => End(reason, cause);

    /// <summary>After the turn was freed: closes that waited for it.</summary>
    private protected void CloseIfAsked()
    {
        var reason = Volatile.Read(ref _closeWhenIdle);
        if (reason != NoReason) Close((DisconnectReason)reason);
        if (Lifetime.IsClosing && Turn.IsFree) Transport.RequestClose(abort: false);
    }

    /// <summary>Opens the user lane.</summary>
    private protected void BecomeReady()
    {
        lock (Gate)
        {
            if (!TryOpenUserLane()) return;
        }

        AnnounceReady();
    }

    // Under the gate.
    private protected bool TryOpenUserLane()
    {
        if (IsReady || !Lifetime.IsOpen) return false;
        return IsReady = true;
    }

    /// <summary>Tells the application, unless a send of somebody else has ended the connection already: then it never hears of it.</summary>
    private protected void AnnounceConnected()
    {
        lock (Gate)
        {
            if (Lifetime.HasEnded) return;
            _wasConnected = true;
        }

        OnConnected();
    }

    private protected void AnnounceReady()
    {
        // Heartbeats begin now, and the timer was asleep for them.
        Timer.BringForward(Clock.Now);
        _owner.OnReady(this);
    }

    /// <summary>Remembers how to end the session; a session before it ends now.</summary>
    internal void ReplaceSession(Action? detach)
    {
        Action? before;
        lock (Gate)
        {
            before = _detachSession;
            _detachSession = detach;
            if (Lifetime.HasEnded && detach is not null) (before, _detachSession) = (before + detach, null);
        }

        before?.Invoke();
    }

    private void End(DisconnectReason reason, Exception? cause)
    {
        List<PendingCall> requests;
        List<WaitingFrame> unsent;
        long taken;
        lock (Gate)
        {
            if (!Lifetime.TryEnd(reason, cause)) return;
            _isWindingDown = true;
            requests = Requests.TakeAll();
            unsent = Waiting.TakeAll();
            taken = Output.UserBytesTaken;
            Output.Clear();
            IsReady = false;
        }

        Timer.Remove();
        reason = Lifetime.Reason;
        cause = Lifetime.Cause;
        foreach (var request in requests)
        {
            request.Fail(reason, cause, neverLeft: request.EndOffset > taken);
            request.Release();
        }

        if (unsent.Count != 0 && !_owner.TakeBack(unsent))
        {
            foreach (var frame in unsent) frame.Fail(reason, cause);
        }

        ReplaceSession(null);
        Counters.CountEnd(reason);
        Log.ConnectionEnded(Logger, Id, reason, cause);
        // All connections share the timer's thread: an application that is slow to hear of one must not make the others late.
        if (_timerThread == Environment.CurrentManagedThreadId) ThreadPool.UnsafeQueueUserWorkItem(_ => TellApplication(reason), null);
        else TellApplication(reason);
        _owner.OnEnded(this, reason, cause);
    }

    private void TellApplication(DisconnectReason reason)
    {
        Notify(Lifetime.CancelToken);
        if (_wasConnected) Notify(() => OnDisconnected(reason));
    }

    private void Notify(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception exception)
        {
            Log.CallbackFault(Logger, Id, exception);
        }
    }
}
