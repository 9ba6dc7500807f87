using System.Collections.Concurrent;
using ProtoGen.Connections;

namespace ProtoGen.Server;

/// <summary>The live connections of a server, and the wait for room and for the last of them.</summary>
internal sealed class ConnectionRegistry(int limit) : IDisposable
{
    private readonly ConcurrentDictionary<long, EngineConnection> _connections = new();
    private readonly SemaphoreSlim _room = new(limit, limit);
    private readonly Lock _gate = new();
    private TaskCompletionSource? _empty;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public IEnumerable<EngineConnection> All => _connections.Values;

    /// <summary>Waits until one more connection is allowed; give the room back by <see cref="Release"/> unless it is added.</summary>
    public Task WaitForRoomAsync(CancellationToken cancel) => _room.WaitAsync(cancel);

    public void Release() => _room.Release();

    public void Dispose() => _room.Dispose();

    public void Add(EngineConnection connection)
    {
        lock (_gate) _count++;
        _connections[connection.Id] = connection;
    }

    public void Remove(EngineConnection connection)
    {
        if (!_connections.TryRemove(connection.Id, out _)) return;
        _room.Release();
        lock (_gate)
        {
            if (--_count == 0) _empty?.TrySetResult();
        }
    }

    /// <summary>Completes when no connection is left.</summary>
    public Task WhenEmptyAsync()
    {
        lock (_gate)
        {
            if (_count == 0) return Task.CompletedTask;
            _empty ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _empty.Task;
        }
    }
}
