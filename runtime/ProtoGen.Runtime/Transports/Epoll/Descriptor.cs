namespace ProtoGen.Transports.Epoll;

/// <summary>
/// A descriptor and who uses it. Its number is another connection's as soon as it is closed, so nobody uses it without holding it, nobody holds
/// it once it is to be closed, and it is closed when the last has let go.
/// </summary>
internal struct Descriptor(int number)
{
    // Negative: to be closed.
    private const int Closing = int.MinValue, Resetting = 1 << 30, Holds = Resetting - 1;

    private int _state;

    /// <summary>To be used only while it is held.</summary>
    public readonly int Number => number;

    public readonly bool IsClosing => Volatile.Read(in _state) < 0;

    /// <summary>Whether the peer shall be told by a reset.</summary>
    public readonly bool IsReset => (Volatile.Read(in _state) & Resetting) != 0;

    /// <summary>False where it is to be closed, or is.</summary>
    public bool TryHold()
    {
        var seen = Volatile.Read(ref _state);
        while (seen >= 0)
        {
            var was = Interlocked.CompareExchange(ref _state, seen + 1, seen);
            if (was == seen) return true;
            seen = was;
        }

        return false;
    }

    /// <summary>Ends a hold; true for the one who has to have it closed.</summary>
    public bool LetGo()
    {
        var left = Interlocked.Decrement(ref _state);
        return left < 0 && (left & Holds) == 0;
    }

    /// <summary>From now on nobody holds it anew. True for the one who has to have it closed; false where it is to be closed already, or is held.</summary>
    public bool BeginClose(bool reset)
    {
        var seen = Volatile.Read(ref _state);
        while (seen >= 0)
        {
            var was = Interlocked.CompareExchange(ref _state, seen | Closing | (reset ? Resetting : 0), seen);
            if (was == seen) return seen == 0;
            seen = was;
        }

        return false;
    }
}
