namespace ProtoGen.Connections;

/// <summary>Open, closing (no new messages; what is queued still goes) or closed, and why. Changed under the connection's gate, read anywhere.</summary>
internal struct ConnectionLifetime
{
    private const int Open = 0, Closing = 1, Ended = 2;

    private static readonly CancellationToken AlreadyCancelled = new(canceled: true);

    // Made by the first who needs it: most of the time a connection is open and nobody asks for its token.
    private EndDetails? _details;

    public readonly bool IsOpen => Phase == Open;

    public readonly bool IsClosing => Phase == Closing;

    public readonly bool HasEnded => Phase == Ended;

    /// <summary>Why; meaningful unless open.</summary>
    public readonly DisconnectReason Reason => Volatile.Read(in _details)?.Reason ?? default;

    public readonly Exception? Cause => Volatile.Read(in _details)?.Cause;

    /// <summary>When a close has to be done, as a timestamp; never while none has begun.</summary>
    public readonly long CloseDue => Volatile.Read(in _details) is { } details ? Volatile.Read(ref details.CloseDue) : long.MaxValue;

    /// <summary>A close or abort that was asked for before the connection began.</summary>
    public readonly EarlyClose? Early => Volatile.Read(in _details)?.Early;

    /// <summary>An abort counts for more than a close. Under the gate.</summary>
    public void AskEarly(EarlyClose close)
    {
        var details = Details();
        if (details.Early is null || (close.Abort && !details.Early.Abort)) details.Early = close;
    }

    /// <summary>False where it is closing or has ended already.</summary>
    public bool TryBeginClose(DisconnectReason reason, Exception? cause, long due, bool withFarewell)
    {
        if (!IsOpen) return false;
        var details = Details();
        (details.Reason, details.Cause) = (reason, cause);
        if (withFarewell) details.Farewell = FarewellStep.Due;
        Volatile.Write(ref details.CloseDue, due);
        Volatile.Write(ref details.Phase, Closing);
        return true;
    }

    /// <summary>How the farewell stood; whoever finds it due has to say it.</summary>
    public readonly FarewellStep BeginFarewell() => Volatile.Read(in _details) is { } details
        ? Interlocked.CompareExchange(ref details.Farewell, FarewellStep.BeingSaid, FarewellStep.Due)
        : FarewellStep.None;

    /// <summary>It is queued, or could not be made.</summary>
    public readonly void EndFarewell() => Interlocked.Exchange(ref _details!.Farewell, FarewellStep.Said);

    /// <summary>Whether nothing may be queued any more: what came behind the farewell would be none of the conversation.</summary>
    public readonly bool HasSaidFarewell => Volatile.Read(in _details) is { Farewell: FarewellStep.Said };

    /// <summary>True for the one caller that has to tidy up. The reason given first stays.</summary>
    public bool TryEnd(DisconnectReason reason, Exception? cause)
    {
        if (HasEnded) return false;
        var details = Details();
        if (details.Phase == Open) (details.Reason, details.Cause) = (reason, cause);
        Volatile.Write(ref details.Phase, Ended);
        return true;
    }

    /// <summary>Cancelled at the end; made on first use.</summary>
    public CancellationToken Token
    {
        get
        {
            if (Volatile.Read(ref _details)?.Closed is { } made) return made.Token;
            if (HasEnded) return AlreadyCancelled;
            var fresh = new CancellationTokenSource();
            if (Interlocked.CompareExchange(ref Details().Closed, fresh, null) is { } other) return other.Token;
            // The end may have looked for a source just before this one stood there.
            Interlocked.MemoryBarrier();
            if (HasEnded) fresh.Cancel();
            return fresh.Token;
        }
    }

    public void CancelToken()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _details) is { } details) Volatile.Read(ref details.Closed)?.Cancel();
    }

    private readonly int Phase => Volatile.Read(in _details) is { } details ? Volatile.Read(ref details.Phase) : Open;

    private EndDetails Details()
    {
        if (Volatile.Read(ref _details) is { } made) return made;
        var fresh = new EndDetails();
        return Interlocked.CompareExchange(ref _details, fresh, null) ?? fresh;
    }

    private sealed class EndDetails
    {
        public CancellationTokenSource? Closed;
        public long CloseDue = long.MaxValue;
        public int Phase;
        public FarewellStep Farewell;

        public DisconnectReason Reason { get; set; }

        public Exception? Cause { get; set; }

        public EarlyClose? Early { get; set; }
    }
}

/// <summary>The way of the last message of a connection that closes.</summary>
internal enum FarewellStep
{
    None,
    Due,
    BeingSaid,
    Said,
}

/// <summary>What somebody asked of a connection before it began.</summary>
internal sealed record EarlyClose(DisconnectReason Reason, Exception? Cause, bool Abort);
