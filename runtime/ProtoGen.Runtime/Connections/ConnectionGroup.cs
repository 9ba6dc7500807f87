using System.Buffers;
using ProtoGen.Telemetry;

namespace ProtoGen.Connections;

/// <summary>Live connections that have owner, options and attributes in common: what one of them would else have to know by itself.</summary>
internal sealed class ConnectionGroup(ConnectionEnvironment environment, IConnectionOwner owner, object? server, ConnectionSet set)
{
    private readonly Lock _gate = new();
    private EngineConnection[] _members = [];
    private int _count;

    public ConnectionEnvironment Environment => environment;

    public IConnectionOwner Owner => owner;

    public object? Server => server;

    public ConnectionSet Set => set;

    public int Count => Volatile.Read(ref _count);

    public long QueuedBytes
    {
        get
        {
            long bytes = 0;
            lock (_gate)
            {
                for (var index = 0; index < _count; index++) bytes += _members[index].QueuedBytes;
            }

            return bytes;
        }
    }

    /// <summary>Those at this moment; enumerated without a lock.</summary>
    public IEnumerable<EngineConnection> Members
    {
        get
        {
            var copy = Copy(out var count);
            try
            {
                for (var index = 0; index < count; index++) yield return copy[index];
            }
            finally
            {
                ArrayPool<EngineConnection>.Shared.Return(copy, clearArray: true);
            }
        }
    }

    /// <summary>Does nothing where it is a member already.</summary>
    public void Add(EngineConnection connection)
    {
        lock (_gate)
        {
            if (connection.PlaceInGroup != 0) return;
            if (_count == _members.Length) Array.Resize(ref _members, _count + (_count / 4) + 4);
            _members[_count++] = connection;
            connection.PlaceInGroup = _count;
            if (_count == 1) set.Enter(this);
        }
    }

    public void Remove(EngineConnection connection)
    {
        lock (_gate)
        {
            if (connection.PlaceInGroup == 0) return;
            // The last one fills the gap.
            var last = _members[--_count];
            _members[connection.PlaceInGroup - 1] = last;
            last.PlaceInGroup = connection.PlaceInGroup;
            _members[_count] = null!;
            connection.PlaceInGroup = 0;
            if (_count == 0) set.Leave(this);
        }
    }

    private EngineConnection[] Copy(out int count)
    {
        lock (_gate)
        {
            count = _count;
            var copy = ArrayPool<EngineConnection>.Shared.Rent(count);
            Array.Copy(_members, copy, count);
            return copy;
        }
    }
}
