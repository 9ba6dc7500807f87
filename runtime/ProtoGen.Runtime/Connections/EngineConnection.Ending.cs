using ProtoGen.Dispatch;
using ProtoGen.Heartbeats;

namespace ProtoGen.Connections;

// The end: in order, when what is queued has gone, or at once.
public abstract partial class EngineConnection
{
    private const sbyte NoReason = -1;

    private sbyte _closeWhenIdle = NoReason;
    private volatile bool _isWindingDown;

    /// <summary>Queues the last message of this side; of a protocol without a farewell there is none.</summary>
    protected virtual void SayFarewell()
    {
    }

    /// <summary>Takes no new messages, sends what is queued and the replies of handlers that run, then closes.</summary>
    internal void Close(DisconnectReason reason, Exception? cause = null) => Close(reason, cause, isLeaving: false);

    /// <summary>Closes by the will of this side: where the protocol has a farewell and messages could flow, it is the last one.</summary>
    internal void Leave(DisconnectReason reason) => Close(reason, null, isLeaving: true);

    private void Close(DisconnectReason reason, Exception? cause, bool isLeaving)
    {
        lock (Gate)
        {
            if (IsTooEarly(reason, cause, abort: false) || !Lifetime.TryBeginClose(reason, cause, Clock.Now + Times.Write, withFarewell: isLeaving && IsReady)) return;
            _isWindingDown = true;
        }

        Timer.BringForward(this, Lifetime.CloseDue);
        Interlocked.MemoryBarrier();
        // While the turn is taken, whoever frees it sees the lifetime and closes then.
        if (IsIdle) EndOutput();
    }

    /// <summary>Closes when no handler runs; until then messages may be sent.</summary>
    internal void CloseWhenIdle(DisconnectReason reason)
    {
        if (reason != DisconnectReason.PeerClosed) _isWindingDown = true;
        Interlocked.CompareExchange(ref _closeWhenIdle, (sbyte)reason, NoReason);
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

    /// <summary>Closes at once where no messages flow yet; false where they do.</summary>
    internal bool TryAbortUnready(DisconnectReason reason)
    {
        lock (Gate)
        {
            if (IsReady) return false;
            // From now on it cannot become ready.
            Lifetime.TryBeginClose(reason, null, long.MaxValue, withFarewell: false);
        }

        Abort(reason);
        return true;
    }

    /// <inheritdoc/>
    public sealed override void OnClosed(DisconnectReason reason, Exception? cause) => End(reason, cause);

    /// <summary>After the turn was freed: closes that waited for it.</summary>
    private protected void CloseIfAsked()
    {
        var reason = Volatile.Read(ref _closeWhenIdle);
        if (reason != NoReason && !HandlersArePending) Close((DisconnectReason)reason);
        if (Lifetime.IsClosing && IsIdle) EndOutput();
    }

    private void EndOutput()
    {
        switch (Lifetime.BeginFarewell())
        {
            case FarewellStep.Due:
                Notify(SayFarewell);
                Lifetime.EndFarewell();
                break;
            case FarewellStep.BeingSaid:
                // Who says it ends the output behind it.
                return;
        }

        Transport.RequestClose(abort: false);
    }

    // Under the gate. The transport and the server do not know the connection before it begins.
    private bool IsTooEarly(DisconnectReason reason, Exception? cause, bool abort)
    {
        if (_hasStarted) return false;
        Lifetime.AskEarly(new(reason, cause, abort));
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
            _output?.Clear();
            _output = null;
            IsReady = false;
        }

        Timer.Remove(this);
        reason = Lifetime.Reason;
        cause = Lifetime.Cause;
        var again = new List<WaitingFrame>();
        foreach (var request in requests)
        {
            var neverLeft = request.EndOffset > taken;
            if (request.TrySendAgain(neverLeft, reason, out var frame))
            {
                again.Add(frame);
                continue;
            }

            request.Fail(reason, cause, neverLeft);
            request.Release();
        }

        // Those that were sent are older than those that wait.
        again.AddRange(unsent);
        if (again.Count != 0 && !_group.Owner.TakeBack(again))
        {
            foreach (var frame in again) frame.Fail(reason, cause);
        }

        EndSession();
        CountEnd(reason);
        Log.ConnectionEnded(Logger, Id, reason, cause);
        // All connections share the timer's thread: an application that is slow to hear of one must not make the others late.
        if (WheelShard.IsTurningHere) ThreadPool.UnsafeQueueUserWorkItem(_ => TellApplication(reason), null);
        else TellApplication(reason);
        _group.Owner.OnEnded(this, reason, cause);
    }

    private void TellApplication(DisconnectReason reason)
    {
        Notify(() => Lifetime.CancelToken());
        if (_wasConnected) Notify(() => OnDisconnected(reason));
    }
}
