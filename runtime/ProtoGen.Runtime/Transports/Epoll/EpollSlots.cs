namespace ProtoGen.Transports.Epoll;

/// <summary>
/// The transports of a loop by handles of 64 bits, which the kernel hands back with what it reports. A handle is a place and how often the loop
/// had handed out one: what is reported late for a connection that has ended is never taken for its place's next one.
/// </summary>
internal sealed class EpollSlots
{
    private readonly Lock _gate = new();
    private readonly Stack<int> _free = [];
    private EpollTransport?[] _transports = new EpollTransport?[16];
    private int _used;
    private uint _generation;

    /// <summary>Any thread.</summary>
    public ulong Add(EpollTransport transport)
    {
        lock (_gate)
        {
            if (!_free.TryPop(out var place))
            {
                place = _used++;
                if (place == _transports.Length)
                {
                    var larger = _transports;
                    // By a quarter: half of a doubled array would be empty, 8 bytes a connection.
                    Array.Resize(ref larger, place + (place / 4));
                    Volatile.Write(ref _transports, larger);
                }
            }

            _transports[place] = transport;
            // The highest handle is the loop's own.
            if (++_generation == uint.MaxValue) _generation = 1;
            return ((ulong)_generation << 32) | (uint)place;
        }
    }

    /// <summary>The loop's thread.</summary>
    public EpollTransport? Find(ulong handle)
    {
        var found = Volatile.Read(ref _transports)[(int)(uint)handle];
        return found is not null && found.Handle == handle ? found : null;
    }

    /// <summary>What stands in the place of a handle, not looked at; null for a handle that has none. The loop's thread.</summary>
    public EpollTransport? Peek(ulong handle)
    {
        var (transports, place) = (Volatile.Read(ref _transports), (uint)handle);
        return handle > uint.MaxValue && place < (uint)transports.Length ? transports[place] : null;
    }

    /// <summary>The loop's thread.</summary>
    public void Remove(ulong handle)
    {
        lock (_gate)
        {
            _transports[(int)(uint)handle] = null;
            _free.Push((int)(uint)handle);
        }
    }
}
