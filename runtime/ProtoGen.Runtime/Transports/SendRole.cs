namespace ProtoGen.Transports;

/// <summary>Who sends on a connection, and whether there is something to look for: one at a time, and no request is lost.</summary>
internal struct SendRole
{
    private int _requests;
    private volatile bool _endIsRequested;
    private volatile bool _hasEnded;

    /// <summary>The requests so far, which <see cref="TryLeave"/> compares.</summary>
    public readonly int Seen => Volatile.Read(in _requests);

    /// <summary>Whether the output shall end and has not. Asked before looking for output: what was committed before the request has to go.</summary>
    public readonly bool MustEnd => _endIsRequested && !_hasEnded;

    public readonly bool HasEnded => _hasEnded;

    /// <summary>There may be output. True for the one who has to send; whoever does already looks once more.</summary>
    public bool Request() => Interlocked.Increment(ref _requests) == 1;

    /// <summary>The output shall end once it is empty. True for the one who has to see to it.</summary>
    public bool RequestEnd()
    {
        _endIsRequested = true;
        return Request();
    }

    /// <summary>By who sends, before it tells that the output has ended.</summary>
    public void End() => _hasEnded = true;

    /// <summary>By who sends and has found nothing more. False where somebody has asked since. Whoever fails never leaves, so that nobody sends again.</summary>
    public bool TryLeave(int seen) => Interlocked.CompareExchange(ref _requests, 0, seen) == seen;
}
