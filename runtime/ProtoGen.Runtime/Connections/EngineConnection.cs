using System.Net;
using Microsoft.Extensions.Logging;
using ProtoGen.Dispatch;
using ProtoGen.Heartbeats;
using ProtoGen.Server;
using ProtoGen.Telemetry;

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
    private readonly ConnectionEnvironment _environment;
    private IAttachedSession? _session;
    private EarlyClose? _earlyClose;
    private bool _hasStarted;
    private int _closeWhenIdle = NoReason;
    private volatile bool _isWindingDown;

    private const int NoReason = -1;

    private protected EngineConnection(ConnectionSetup setup)
    {
        Id = Interlocked.Increment(ref s_lastId);
        _owner = setup.Owner;
        Transport = setup.Transport;
        var environment = _environment = setup.Environment;
        Timer = environment.Wheel.CreateTimer(OnTimer);
        Times = new(Limits, Clock);
        Set = ConnectionSet.Of(new(environment.Owner, ConnectionKind.TransportOf(Transport.RemoteEndPoint), setup.ServerAddress, setup.ServerPort));
        Frames = environment.Frames;
        Output = new(Limits);
        Requests = new(Times.LostReply);
        Waiting = new(environment.Queue);
        ResendsIdempotent = environment.Queue is not null;
        var now = SteadyNow;
        Beats = new(environment.Heartbeat, Clock, now, Random.Shared.NextDouble);
        _handshakeDue = now + Times.Handshake;
        _closeDue = long.MaxValue;
    }

    internal long Id { get; }

    internal EndPoint? RemoteEndPoint => Transport.RemoteEndPoint;

    internal CancellationToken Closed => Lifetime.Token;

    internal bool HasEnded => Lifetime.HasEnded;

    internal bool IsOpen => Lifetime.IsOpen;

    internal DuplicateSessions DuplicateSessions => _environment.DuplicateSessions;

    internal ISessionDirectory? Directory => _environment.Directory;

    /// <summary>The time from the last heartbeat to its answer; zero before the first.</summary>
    internal TimeSpan HeartbeatRoundTrip => Clock.ToTimeSpan(Beats.RoundTrip);

    // Guards Output, Requests, Waiting, the backlog's filling side, the pause, readiness and the lifetime's changes. Never held while user
    // code or the transport is called.
    private protected Lock Gate { get; } = new();

    private protected ITransport Transport { get; }

    private protected ConnectionLimits Limits => _environment.Limits;

    private protected ConnectionCounters Counters => _environment.Counters;

    private protected ILogger Logger => _environment.Logger;

    private protected HostClock Clock => _environment.Wheel.Clock;

    private protected WheelTimer Timer { get; }

    private protected ConnectionTimes Times { get; }

    private protected OutputQueue Output { get; }

    private protected WaitingFrames Waiting { get; }

    /// <summary>Whether its owner has a next connection for idempotent requests whose replies did not come.</summary>
    private protected bool ResendsIdempotent { get; }

    private protected OutstandingRequests Requests { get; }

    private protected HeartbeatMonitor Beats { get; }

    private protected ConnectionLifetime Lifetime { get; } = new();

    private protected Turn Turn { get; } = new();

    /// <summary>Whether handlers are pending that do not hold the turn.</summary>
    private protected virtual bool HandlersArePending => false;

    private bool IsIdle => Turn.IsFree && !HandlersArePending;

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

    /// <summary>Called once, when the server begins to stop and the connection is still open; handlers may be running.</summary>
    protected virtual void OnDraining()
    {
    }

    /// <summary>Takes no new messages, sends what is queued and the replies of handlers that run, then closes.</summary>
    internal void Close(DisconnectReason reason, Exception? cause = null)
    {
        lock (Gate)
        {
            if (IsTooEarly(reason, cause, abort: false) || !Lifetime.TryBeginClose(reason, cause)) return;
            _isWindingDown = true;
            _closeDue = Clock.Now + Times.Write;
        }

        Timer.BringForward(_closeDue);
        Interlocked.MemoryBarrier();
        // While the turn is taken, whoever frees it sees the lifetime and closes then.
        if (IsIdle) Transport.RequestClose(abort: false);
    }

    /// <summary>Closes when no handler runs; until then messages may be sent.</summary>
    internal void CloseWhenIdle(DisconnectReason reason)
    {
        if (reason != DisconnectReason.PeerClosed) _isWindingDown = true;
        Interlocked.CompareExchange(ref _closeWhenIdle, (int)reason, NoReason);
        if (IsIdle) Close(reason);
    }

    /// <summary>Closes at once; what is queued is lost.</summary>
    internal void Abort(DisconnectReason reason, Exception? cause = null)
    {
        lock (Gate)
        {
            if (IsTooEarly(reason, cause, abort: true)) return;
        }

        End(reason, cause);
        Transport.RequestClose(abort: true);
    }

    /// <inheritdoc/>
    public sealed override void OnClosed(DisconnectReason reason, Exception? cause) => End(reason, cause);

    /// <summary>After the turn was freed: closes that waited for it.</summary>
    private protected void CloseIfAsked()
    {
        var reason = Volatile.Read(ref _closeWhenIdle);
        if (reason != NoReason && !HandlersArePending) Close((DisconnectReason)reason);
        if (Lifetime.IsClosing && IsIdle) Transport.RequestClose(abort: false);
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
        return _wasReady = IsReady = true;
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

    /// <summary>Remembers the session that ends with the connection; a session before it ends now.</summary>
    internal void ReplaceSession(IAttachedSession? session)
    {
        IAttachedSession? before;
        bool isLate;
        lock (Gate)
        {
            isLate = Lifetime.HasEnded;
            before = _session;
            _session = isLate ? null : session;
        }

        before?.Detach();
        if (isLate) session?.Detach();
    }

    internal void ReportDirectoryFault(Exception exception) => Log.DirectoryFault(Logger, Id, exception);

    /// <summary>Another connection has the session.</summary>
    private protected void RefuseSession()
    {
        Counters.CountRejection(RejectionReason.SessionInUse);
        Close(DisconnectReason.SessionInUse);
    }

    /// <summary>From now on the connection may be closed; false where its own handler did so while it was being made.</summary>
    private protected bool TryBegin()
    {
        EarlyClose? early;
        lock (Gate)
        {
            _hasStarted = true;
            early = _earlyClose;
        }

        if (early is null) return true;
        if (early.Abort) Abort(early.Reason, early.Cause);
        else Close(early.Reason, early.Cause);
        return false;
    }

    // Under the gate. The transport and the server do not know the connection before it begins.
    private bool IsTooEarly(DisconnectReason reason, Exception? cause, bool abort)
    {
        if (_hasStarted) return false;
        if (_earlyClose is null || (abort && !_earlyClose.Abort)) _earlyClose = new(reason, cause, abort);
        return true;
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
        var again = new List<WaitingFrame>();
        foreach (var request in requests)
        {
            var neverLeft = request.EndOffset > taken;
            if (request.TrySendAgain(neverLeft, out var frame))
            {
                again.Add(frame);
                continue;
            }

            request.Fail(reason, cause, neverLeft);
            request.Release();
        }

        // Those that were sent are older than those that wait.
        again.AddRange(unsent);
        if (again.Count != 0 && !_owner.TakeBack(again))
        {
            foreach (var frame in again) frame.Fail(reason, cause);
        }

        ReplaceSession(null);
        CountEnd(reason);
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

    /// <summary>The server is stopping: an application that was told of the connection is told that too.</summary>
    internal void AnnounceDraining()
    {
        if (_wasConnected && Lifetime.IsOpen) Notify(OnDraining);
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

    private sealed record EarlyClose(DisconnectReason Reason, Exception? Cause, bool Abort);
}
