using ProtoGen.Connections;

namespace ProtoGen.Dispatch;

/// <summary>
/// A call that waits: to be sent, or for its reply. It is finished exactly once, by the reply, the deadline, the caller's token or the end of
/// the connection; none of them needs a lock. A finished request stays where it waits as a tombstone, so that no other gets its reply.
/// </summary>
internal abstract class PendingCall
{
    private const int Waiting = 0, InFlight = 1, Finished = 2;

    private CancellationTokenRegistration _cancellation;
    private WaitingFrame _kept;
    private bool _isNumbered;
    private DisconnectReason? _lostBy;
    private int _state;

    /// <summary>The timestamp at which the call fails.</summary>
    public long Deadline { get; protected set; } = long.MaxValue;

    /// <summary>The keys of the replies that complete it; null for a message without one.</summary>
    public long[]? ReplyKeys { get; protected set; }

    /// <summary>What its reply repeats of it; without a value where replies come in the order of their requests.</summary>
    public Correlation Correlation { get; set; }

    /// <summary>Whether no reply is an answer too: then nothing is missing, and the caller gets null.</summary>
    public bool MayBeSilent { get; protected set; }

    /// <summary>Whether messages may come before the one that ends it.</summary>
    public bool IsStreamed { get; protected init; }

    /// <summary>How many requests its connection sent before it.</summary>
    public long Order { get; set; }

    /// <summary>Where its frame ends in the connection's user bytes.</summary>
    public long EndOffset { get; set; }

    /// <summary>When it was first seen as a tombstone; 0 before.</summary>
    public long AbandonedAt { get; set; }

    /// <summary>The next of its lane, or of those with an equal correlation.</summary>
    public PendingCall? Next { get; set; }

    /// <summary>Whether it goes to the next connection once if this one is lost before its reply came: it is idempotent.</summary>
    public bool IsResent { get; protected set; }

    /// <summary>Whether it was sent before, on a connection that was lost.</summary>
    public bool MayHaveArrived => _lostBy is not null;

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

    public bool Accepts(long key) => ReplyKeys is { } keys && (keys[0] == key || Array.IndexOf(keys, key, 1) > 0);

    /// <summary>Whether a message that it accepts is the last one; before, it stays where it waits.</summary>
    public virtual bool EndsWith(long key) => true;

    /// <summary>Whether its time does not count at the moment, and its deadline has moved.</summary>
    public virtual bool TryPostpone(long now) => false;

    public void TimeOut()
    {
        if (!TryFinish(out var delivery)) return;
        // What was never sent cannot have been answered by silence.
        if (MayBeSilent && delivery != Delivery.NotSent) SetSilent();
        else SetException(ConnectionException.TimedOut(delivery));
    }

    /// <summary>The peer answered a later request: it will say nothing to this one.</summary>
    public void PassOver()
    {
        if (TryFinish(out _)) SetSilent();
    }

    /// <summary>Fails because the connection ended. <paramref name="neverLeft"/>: the frame was committed, but not one byte was sent.</summary>
    public void Fail(DisconnectReason reason, Exception? cause, bool neverLeft = false)
    {
        if (!TryFinish(out var delivery)) return;
        SetException(ConnectionException.Closed(reason, neverLeft && !MayHaveArrived ? Delivery.NotSent : delivery, cause));
    }

    /// <summary>Fails a call that was never queued or sent.</summary>
    public void Refuse(ConnectionException exception)
    {
        if (TryFinish(out _)) SetException(MayHaveArrived ? ConnectionException.SentBefore(exception) : exception);
    }

    /// <summary>Fails a call that was sent before, and shall not be sent again.</summary>
    public void GiveUp()
    {
        if (TryFinish(out _)) SetException(ConnectionException.GivenUp(_lostBy.GetValueOrDefault()));
    }

    /// <summary>A number of its connection is what its reply repeats.</summary>
    public void Number(Correlation number) => (Correlation, _isNumbered) = (number, number.HasValue);

    /// <summary>Keeps its frame, which now belongs to the call, to send it again.</summary>
    public void Keep(in WaitingFrame frame) => _kept = frame;

    /// <summary>Gives the frame it kept to the next connection; false where it has none, where it was sent twice already, or where it is finished.</summary>
    /// <param name="neverLeft">Not one byte was sent on the connection that was lost.</param>
    /// <param name="reason">Why that was lost.</param>
    /// <param name="frame">The frame; the call waits again.</param>
    public bool TrySendAgain(bool neverLeft, DisconnectReason reason, out WaitingFrame frame)
    {
        frame = _kept;
        if (_kept.Array is null || IsFinished) return false;
        if (!neverLeft)
        {
            // Before the state says that it waits: whoever finishes it then must know.
            _lostBy = reason;
            IsResent = false;
        }

        if (_isNumbered) Number(default);
        if (Interlocked.CompareExchange(ref _state, Waiting, InFlight) != InFlight) return false;
        _kept = default;
        return true;
    }

    /// <summary>Ends a call that nobody has seen.</summary>
    protected void Withdraw()
    {
        if (Interlocked.Exchange(ref _state, Finished) == Finished) return;
        if (MayBeCancelledLate) MayBeCancelledLate = !_cancellation.Unregister();
    }

    protected void ReleaseKept()
    {
        if (_kept.Array is not null) _kept.Release();
        _kept = default;
    }

    /// <summary>Completes it with its reply.</summary>
    public abstract ReplyOutcome Complete(long key, ReadOnlySpan<byte> body, in WireOuter outer, out DecodeError error);

    /// <summary>The frame stands in the send buffer.</summary>
    public virtual void Sent()
    {
    }

    /// <summary>Lane, queue or caller has no further use for it.</summary>
    public virtual void Release()
    {
    }

    protected abstract void SetException(Exception exception);

    protected virtual void SetSilent()
    {
    }

    protected bool TryFinish(out Delivery delivery)
    {
        var state = Interlocked.Exchange(ref _state, Finished);
        delivery = state == Waiting && !MayHaveArrived ? Delivery.NotSent : Delivery.OutcomeUnknown;
        if (state == Finished) return false;
        if (MayBeCancelledLate) MayBeCancelledLate = !_cancellation.Unregister();
        return true;
    }

    protected void Reset()
    {
        _cancellation = default;
        _state = Waiting;
        Deadline = long.MaxValue;
        ReplyKeys = null;
        Correlation = default;
        EndOffset = AbandonedAt = 0;
        MayBeCancelledLate = _isNumbered = false;
        _lostBy = null;
        Next = null;
    }

    private void Cancel(CancellationToken cancel)
    {
        // A message without a reply is about to be sent once it is in flight: to say that it was given up would be untrue.
        var isCancelled = ReplyKeys is null
            ? Interlocked.CompareExchange(ref _state, Finished, Waiting) == Waiting
            : Interlocked.Exchange(ref _state, Finished) != Finished;
        if (isCancelled) SetException(new OperationCanceledException(cancel));
    }
}

/// <summary>What a reply did to the call at the head of its lane.</summary>
internal enum ReplyOutcome
{
    Completed,
    Late,
    Malformed,
}
