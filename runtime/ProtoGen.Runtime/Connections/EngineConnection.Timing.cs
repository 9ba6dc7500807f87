using ProtoGen.Heartbeats;

namespace ProtoGen.Connections;

// The timer role. Nothing here is told about events: it looks at stamps, and says when it could be time at the earliest.
public abstract partial class EngineConnection
{
    private const int TicksOfGrace = 2;

    private readonly long _handshakeDue;
    private WheelLinks _links = new();
    private byte _graceTaken;

    ref WheelLinks IWheelEntry.Links => ref _links;

    /// <summary>Queues the schema's heartbeat; nothing where there is none.</summary>
    protected virtual void SendHeartbeat()
    {
    }

    /// <inheritdoc/>
    public sealed override long OnTimer(long now)
    {
        if (Lifetime.HasEnded) return long.MaxValue;
        try
        {
            // What the peer has to do is measured in time in which we could see it.
            var steady = Timer.Steady(now);
            var due = Math.Min(CheckHeartbeat(steady), CheckOutput(steady));
            due = Math.Min(due, Math.Min(CheckFrame(steady), CheckHandshake(steady)));
            due = due == long.MaxValue ? due : due + (now - steady);
            due = Math.Min(due, Math.Min(CheckCalls(now), CheckClose(now)));
            return Lifetime.HasEnded ? long.MaxValue : due;
        }
        catch (Exception exception)
        {
            Log.TimerFault(Logger, Id, exception);
            Abort(DisconnectReason.TransportError, exception);
            return long.MaxValue;
        }
    }

    private protected long SteadyNow => Timer.Steady(Clock.Now);

    private protected void StartTimer()
    {
        CountStart();
        Timer.BringForward(this, OnTimer(Clock.Now));
    }

    /// <summary>Makes sure that a call is looked at in time; most deadlines lie behind the next check anyway.</summary>
    private protected void CoverDeadline(long deadline)
    {
        if (!Timer.ComesBy(this, deadline)) Timer.BringForward(this, deadline);
    }

    private long CheckHeartbeat(long now)
    {
        // A heartbeat before the registration would be a message before it.
        if (!IsReady || !Lifetime.IsOpen) return IsReady ? long.MaxValue : now + Times.Second;
        bool busy;
        lock (Gate) busy = Output.IsBusy;
        var verdict = Beats.Check(Environment.Rules, now, busy);
        if (verdict.Action == HeartbeatAction.Suspect) return Suspect(now);
        _graceTaken = 0;
        if (verdict.Action == HeartbeatAction.Beat)
        {
            CountHeartbeat();
            Beats.Beating(SteadyNow);
            SendHeartbeat();
            Transport.RequestSend();
        }

        return verdict.Due;
    }

    private long Suspect(long now)
    {
        bool paused;
        lock (Gate) paused = _isPaused;
        // The silence is ours, or what breaks it waits to be read.
        if (paused) return now + Times.Tick;
        if (Transport.InputWaiting == true && _graceTaken++ < TicksOfGrace) return now + Times.Tick;
        Abort(DisconnectReason.HeartbeatTimeout);
        return long.MaxValue;
    }

    private long CheckOutput(long now)
    {
        long due;
        lock (Gate)
        {
            if (!Output.IsSending) return now + Times.Write;
            due = Output.ProgressAt + Times.Write;
        }

        if (now >= due) Abort(DisconnectReason.WriteTimeout);
        return due;
    }

    private long CheckFrame(long now)
    {
        var started = Unfinished.StartedAt;
        bool paused;
        lock (Gate) paused = _isPaused;
        if (started == 0 || paused) return now + Times.Frame;
        if (now < started + Times.Frame) return started + Times.Frame;
        var seconds = (double)(now - started) / Times.Second;
        if (Unfinished.Length >= seconds * Limits.MinFrameBytesPerSecond) return now + Times.Second;
        Abort(DisconnectReason.FrameTimeout);
        return long.MaxValue;
    }

    private long CheckHandshake(long now)
    {
        if (IsReady) return long.MaxValue;
        if (now >= _handshakeDue) Abort(DisconnectReason.HandshakeTimeout);
        return _handshakeDue;
    }

    private long CheckCalls(long now)
    {
        long due;
        bool replyLost, send;
        lock (Gate)
        {
            due = Math.Min(Requests.Expire(now, out replyLost), Waiting.Expire(now));
            CommitNextRequests(ref due);
            send = Output.NeedsSend;
        }

        if (replyLost) Abort(DisconnectReason.ReplyLost);
        else if (send) Transport.RequestSend();
        return due;
    }

    private long CheckClose(long now)
    {
        var due = Lifetime.CloseDue;
        if (now >= due) Abort(Lifetime.Reason);
        return due;
    }
}
