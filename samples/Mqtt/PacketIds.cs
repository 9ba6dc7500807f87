namespace Samples.Mqtt;

/// <summary>The numbers of requests: from 1 to 65535, each used by one exchange at a time (MQTT-2.3.1-2).</summary>
internal sealed class PacketIds
{
    private readonly Lock _gate = new();
    private readonly HashSet<ushort> _taken = [], _retired = [];
    private ushort _last;

    public ushort Take()
    {
        lock (_gate)
        {
            if (_taken.Count == ushort.MaxValue) throw new InvalidOperationException("All 65535 packet ids are in use.");
            do _last++;
            while (_last == 0 || !_taken.Add(_last));
            return _last;
        }
    }

    /// <summary>The exchange is over.</summary>
    public void Return(ushort id)
    {
        lock (_gate) _taken.Remove(id);
    }

    /// <summary>Nobody waits for the end of the exchange any more, but the broker may still be in the middle of it: not before the next session.</summary>
    public void Retire(ushort id)
    {
        lock (_gate) _retired.Add(id);
    }

    /// <summary>The broker has forgotten every exchange.</summary>
    public void BeginSession()
    {
        lock (_gate)
        {
            _taken.ExceptWith(_retired);
            _retired.Clear();
        }
    }
}
