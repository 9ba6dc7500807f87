using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using ProtoGen.Dispatch;
using ProtoGen.Heartbeats;
using ProtoGen.Server;

namespace ProtoGen.Connections;

/// <summary>
/// The part of a connection that does not depend on the framing: its parts, its end, and the send and timer roles. Emitted connections derive
/// from <see cref="ProtocolConnection{TFraming, THeader}"/>.
/// </summary>
public abstract partial class EngineConnection : Connection, IWheelEntry
{
    private static long s_lastId;

    private static readonly Func<double> Random = System.Random.Shared.NextDouble;

    // An idle connection is many: small parts are structs in it, what most of them never use or only while they are busy is made when it is needed,
    // and what they have in common stands in their group.
    private readonly ConnectionGroup _group;
    private OutputQueue? _output;
    private ConnectionCalls? _calls;
    private bool _wasConnected;
    private bool _hasStarted;

    // Of the beginning, set by the framing's part; here because they take no space beside those above.
    private protected bool IsRegistered, AwaitsRegistration, IsShakingHands;

    // First of the structures: it is half a word and goes with those above.
    private protected Turn Turn;
    private protected ConnectionLifetime Lifetime;
    private protected HeartbeatMonitor Beats;
    private protected ReceiveBuffer Unfinished;

    private protected EngineConnection(ConnectionSetup setup)
    {
        Id = Interlocked.Increment(ref s_lastId);
        Transport = setup.Transport;
        _group = setup.Environment.Groups.Of(setup);
        var now = SteadyNow;
        Beats = new(Environment.Rules, now, Random);
        _handshakeDue = now + Times.Handshake - setup.HandshakeSpent;
    }

    internal long Id { get; }

    internal EndPoint? RemoteEndPoint => Transport.RemoteEndPoint;

    internal X509Certificate2? RemoteCertificate => Transport.RemoteCertificate;

    internal CancellationToken Closed => Lifetime.Token;

    internal bool HasEnded => Lifetime.HasEnded;

    internal bool IsOpen => Lifetime.IsOpen;

    internal DuplicateSessions DuplicateSessions => Environment.DuplicateSessions;

    internal ISessionDirectory? Directory => Environment.Directory;

    /// <summary>The time from the last heartbeat to its answer; zero before the first.</summary>
    internal TimeSpan HeartbeatRoundTrip => Clock.ToTimeSpan(Beats.RoundTrip);

    /// <summary>Why it ended; meaningful once it has.</summary>
    internal DisconnectReason EndReason => Lifetime.Reason;

    /// <summary>The place in its group, from 1; 0 outside. The group's gate guards it.</summary>
    internal int PlaceInGroup { get; set; }

    /// <summary>The server's room that it takes. The registry's gate guards it.</summary>
    internal RoomTaken RoomTaken { get; set; }

    // Guards Output, Requests, Waiting, the backlog's filling side, the pause, readiness and the lifetime's changes. Never held while user
    // code or the transport is called. Nobody outside has the connection itself, and an object for the gate alone would be one more for each.
    private protected object Gate => this;

    private protected ConnectionEnvironment Environment => _group.Environment;

    private protected ITransport Transport { get; }

    private protected ConnectionLimits Limits => Environment.Limits;

    private protected ConnectionCounters Counters => Environment.Counters;

    private protected ILogger Logger => Environment.Logger;

    private protected HostClock Clock => Environment.Wheel.Clock;

    private protected WheelShard Timer => Environment.Wheel.ShardOf(Id);

    private protected ConnectionTimes Times => Environment.Times;

    /// <summary>What is queued, to look at; under the gate. What is added goes into <see cref="OpenOutput"/>.</summary>
    private protected OutputQueue Output => _output ?? OutputQueue.None;

    /// <summary>Requests in flight, to look at; under the gate. One is added to <see cref="Calls"/>.</summary>
    private protected OutstandingRequests Requests => _calls?.Requests ?? OutstandingRequests.None;

    /// <summary>Frames that wait for room, to look at; under the gate.</summary>
    private protected WaitingFrames Waiting => _calls?.Waiting ?? WaitingFrames.None;

    /// <summary>Requests and waiting frames, to add to; under the gate.</summary>
    private protected ConnectionCalls Calls => _calls ??= new(Times.LostReply, Environment.Queue);

    /// <summary>Whether its owner has a next connection for idempotent requests whose replies did not come.</summary>
    private protected bool ResendsIdempotent => Environment.Queue is not null;

    /// <summary>Whether handlers are pending that do not hold the turn.</summary>
    private protected virtual bool HandlersArePending => false;

    /// <summary>The server it belongs to; null on a client. All connections of a server find it in the same place.</summary>
    protected object? OwningServer => _group.Server;

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
        Timer.BringForward(this, Clock.Now);
        _group.Owner.OnReady(this);
    }

    /// <summary>From now on the connection may be closed; false where its own handler did so while it was being made.</summary>
    private protected bool TryBegin()
    {
        lock (Gate) _hasStarted = true;
        if (Lifetime.Early is not { } early) return true;
        if (early.Abort) Abort(early.Reason, early.Cause);
        else Close(early.Reason, early.Cause);
        return false;
    }

    private protected int GiveUpSent() => _group.Owner.GiveUpSent();

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
}
