namespace ProtoGen.Transports.Epoll;

/// <summary>Who reads a connection, and whether there is something to read for: one at a time, and no call to read is lost.</summary>
internal struct ReceiveRole
{
    private const int Paused = 0, Waiting = 1, Reading = 2, Signalled = 4, Resumed = 8;

    private int _state;

    /// <summary>Begins to wait for what the system signals, unless somebody reads already.</summary>
    public void Start() => Interlocked.CompareExchange(ref _state, Waiting, Paused);

    /// <summary>The system says that there is something. True where the caller has to see to it.</summary>
    public bool Signal()
    {
        // Whoever ends a pause reads whatever there is by then.
        var seen = Volatile.Read(ref _state);
        while (seen != Paused && (seen & Signalled) == 0)
        {
            var was = Interlocked.CompareExchange(ref _state, seen == Waiting ? Reading : seen | Signalled, seen);
            if (was == seen) return seen == Waiting;
            seen = was;
        }

        return false;
    }

    /// <summary>A pause is over, maybe before it has begun. True where the caller has to see that somebody reads.</summary>
    public bool Resume()
    {
        var seen = Volatile.Read(ref _state);
        while (seen != Waiting && (seen & Resumed) == 0)
        {
            var was = Interlocked.CompareExchange(ref _state, seen == Paused ? Reading : seen | Resumed, seen);
            if (was == seen) return seen == Paused;
            seen = was;
        }

        return false;
    }

    /// <summary>By who reads. False where the pause is over already.</summary>
    public bool TryPause()
    {
        var seen = Volatile.Read(ref _state);
        while ((seen & Resumed) == 0)
        {
            var was = Interlocked.CompareExchange(ref _state, Paused, seen);
            if (was == seen) return true;
            seen = was;
        }

        Interlocked.And(ref _state, ~Resumed);
        return false;
    }

    /// <summary>By who reads and has found nothing more. False where something has come since.</summary>
    public bool TryWait()
    {
        if (Interlocked.CompareExchange(ref _state, Waiting, Reading) == Reading) return true;
        Interlocked.Exchange(ref _state, Reading);
        return false;
    }
}
