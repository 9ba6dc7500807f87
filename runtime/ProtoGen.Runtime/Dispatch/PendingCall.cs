namespace ProtoGen.Dispatch;

/// <summary>
/// A call that waits: to be sent, or for its reply. It is finished exactly once, by the reply, the deadline, the caller's token or the end of
/// the connection; none of them needs a lock. A finished request stays in its lane as a tombstone, so that the next one does not get its reply.
/// </summary>
internal abstract class PendingCall
{
    private const int Waiting = 0, InFlight = 1, Finished = 2;

    private CancellationTokenRegistration _cancellation;
    private int _state;

    /// <summary>The timestamp at which the call fails.</summary>
    public long Deadline { get; protected set; } = long.MaxValue;

    /// <summary>The key of the reply that completes it; null for a message without one.</summary>
    public long? ReplyKey { get; protected set; }

    /// <summary>Where its frame ends in the connection's user bytes.</summary>
    public long EndOffset { get; set; }

    /// <summary>When it was first seen as a tombstone; 0 before.</summary>
    public long AbandonedAt { get; set; }

    /// <summary>The next of its lane.</summary>
    public PendingCall? Next { get; set; }

    public bool IsFinished => Volatile.Read(ref _state) == Finished;

    /// <summary>Whether a late callback of the caller's token could still reach this object, so that it must not be used again.</summary>
    protected bool MayBeCancelledLate { get; private set; }

    /// <summary>Follows the caller's token; before anybody else sees this call.</summary>
    public void ObserveCancellation(CancellationToken cancel)
    {
        if (!cancel.CanBeCanceled) return;
        MayBeCancelledLate = true;
        _cancellation = cancel.UnsafeRegister(static (state, token) => ((PendingCall)state!).Cancel(token), this);
    }

    /// <summary>False where nobody waits any more: the frame must not be sent.</summary>
    public bool TryMarkInFlight() => Interlocked.CompareExchange(ref _state, InFlight, Waiting) == Waiting;

    public void TimeOut()
    {
        if (TryFinish(out var delivery)) SetException(ConnectionException.TimedOut(delivery));
    }

    /// <summary>Fails because the connection ended. <paramref name="neverLeft"/>: the frame was committed, but not one byte was sent.</summary>
    public void Fail(DisconnectReason reason, Exception? cause, bool neverLeft = false)
    {
        if (!TryFinish(out var delivery)) return;
        SetException(ConnectionException.Closed(reason, neverLeft ? Delivery.NotSent : delivery, cause));
    }

    /// <summary>Fails a call that was never queued or sent.</summary>
    public void Refuse(ConnectionException exception)
    {
        if (TryFinish(out _)) SetException(exception);
    }

    /// <summary>Completes it with the body of its reply.</summary>
    public abstract ReplyOutcome Complete(ReadOnlySpan<byte> body, out DecodeError error);

    /// <summary>The frame stands in the send buffer.</summary>
    public virtual void Sent()
    {
    }

    /// <summary>Lane, queue or caller has no further use for it.</summary>
    public virtual void Release()
    {
    }

    protected abstract void SetException(Exception exception);

    protected bool TryFinish(out Delivery delivery)
    {
        var state = Interlocked.Exchange(ref _state, Finished);
        delivery = state == Waiting ? Delivery.NotSent : Delivery.OutcomeUnknown;
        if (state == Finished) return false;
        if (MayBeCancelledLate) MayBeCancelledLate = !_cancellation.Unregister();
        return true;
    }

    protected void Reset()
    {
        _cancellation = default;
        _state = Waiting;
        Deadline = long.MaxValue;
        ReplyKey = null;
        EndOffset = AbandonedAt = 0;
        MayBeCancelledLate = false;
        Next = null;
    }

    private void Cancel(CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _state, Finished) != Finished) SetException(new OperationCanceledException(cancel));
    }
}

/// <summary>What a reply did to the call at the head of its lane.</summary>
internal enum ReplyOutcome
{
    Completed,
    Late,
    Malformed,
}
