using ProtoGen;

namespace Samples.Mqtt;

/// <summary>The packet ids of this client's requests: from 1 to 65535, each used by one exchange at a time (MQTT-2.3.1-2).</summary>
internal sealed class Exchanges
{
    private readonly Lock _gate = new();
    private readonly HashSet<ushort> _taken = [], _retired = [];
    private ushort _last;

    /// <summary>Runs an exchange with an id of its own.</summary>
    public async ValueTask<TReply> RunAsync<TReply>(Func<ushort, ValueTask<TReply>> exchange)
    {
        var id = Take();
        try
        {
            var reply = await exchange(id);
            Return(id);
            return reply;
        }
        catch (Exception failure)
        {
            if (failure is OperationCanceledException or ConnectionException { Delivery: not Delivery.NotSent }) Retire(id);
            else Return(id);
            throw;
        }
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

    private ushort Take()
    {
        lock (_gate)
        {
            if (_taken.Count == ushort.MaxValue) throw new InvalidOperationException("All 65535 packet ids are in use.");
            do _last++;
            while (_last == 0 || !_taken.Add(_last));
            return _last;
        }
    }

    private void Return(ushort id)
    {
        lock (_gate) _taken.Remove(id);
    }

    // The broker may still be in the middle of it: the id is free again with the next session.
    private void Retire(ushort id)
    {
        lock (_gate) _retired.Add(id);
    }
}
