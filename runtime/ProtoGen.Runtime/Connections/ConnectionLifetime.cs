namespace ProtoGen.Connections;

/// <summary>Open, closing (no new messages; what is queued still goes) or closed, and why. Changed under the connection's gate, read anywhere.</summary>
internal struct ConnectionLifetime
{
    private const int Open = 0, Closing = 1, Ended = 2;

    private static readonly CancellationToken AlreadyCancelled = new(canceled: true);

    private CancellationTokenSource? _closed;
    private int _phase;

    public bool IsOpen => Volatile.Read(ref _phase) == Open;

    public bool IsClosing => Volatile.Read(ref _phase) == Closing;

    public bool HasEnded => Volatile.Read(ref _phase) == Ended;

    /// <summary>Why; meaningful unless open.</summary>
    public DisconnectReason Reason { get; private set; }

    public Exception? Cause { get; private set; }

    public bool TryBeginClose(DisconnectReason reason, Exception? cause)
    {
        if (_phase != Open) return false;
        (Reason, Cause) = (reason, cause);
        Volatile.Write(ref _phase, Closing);
        return true;
    }

    /// <summary>True for the one caller that has to tidy up. The reason given first stays.</summary>
    public bool TryEnd(DisconnectReason reason, Exception? cause)
    {
        if (_phase == Ended) return false;
        if (_phase == Open) (Reason, Cause) = (reason, cause);
        Volatile.Write(ref _phase, Ended);
        return true;
    }

    /// <summary>Cancelled at the end; made on first use.</summary>
    public CancellationToken Token
    {
        get
        {
            if (Volatile.Read(ref _closed) is { } made) return made.Token;
            if (HasEnded) return AlreadyCancelled;
            var fresh = new CancellationTokenSource();
            if (Interlocked.CompareExchange(ref _closed, fresh, null) is { } other) return other.Token;
            // The end may have looked for a source just before this one stood there.
            Interlocked.MemoryBarrier();
            if (HasEnded) fresh.Cancel();
            return fresh.Token;
        }
    }

    public void CancelToken()
    {
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _closed)?.Cancel();
    }
}
