using System.Collections.Concurrent;
using ProtoGen.Connections;

namespace ProtoGen.Server;

/// <summary>The live connections of a server, and the waits for room and for the last of them.</summary>
internal sealed class ConnectionRegistry(int maxConnections, int maxPendingHandshakes) : IDisposable
{
    private readonly ConcurrentDictionary<long, EngineConnection> _connections = new();
    private readonly ConcurrentDictionary<long, EngineConnection> _handshakes = new();
    private readonly SemaphoreSlim _room = new(maxConnections, maxConnections);
    private readonly SemaphoreSlim _handshakeRoom = new(maxPendingHandshakes, maxPendingHandshakes);
    private readonly Lock _gate = new();
    private TaskCompletionSource? _empty;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public IEnumerable<EngineConnection> All => _connections.Values;

    /// <summary>Waits until one more connection is allowed; give the room back by <see cref="Release"/> unless it is added.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancel)
    {
        await _room.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            await _handshakeRoom.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            _room.Release();
            throw;
        }
    }

    public void Release()
    {
        _handshakeRoom.Release();
        _room.Release();
    }

    public void Add(EngineConnection connection)
    {
        lock (_gate) _count++;
        _handshakes[connection.Id] = connection;
        _connections[connection.Id] = connection;
    }

    /// <summary>The connection is registered, or need not be.</summary>
    public void HandshakeEnded(EngineConnection connection)
    {
        if (_handshakes.TryRemove(connection.Id, out _)) _handshakeRoom.Release();
    }

    public void Remove(EngineConnection connection)
    {
        HandshakeEnded(connection);
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

    public void Dispose()
    {
        _room.Dispose();
        _handshakeRoom.Dispose();
    }
}
