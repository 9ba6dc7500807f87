using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using ProtoGen.Connections;

namespace ProtoGen.Server;

/// <summary>The live connections of a server, their limits, and the waits for room and for the last of them.</summary>
internal sealed class ConnectionRegistry(ServerOptions options, ConnectionCounters counters, ILogger logger) : IDisposable
{
    private readonly ConcurrentDictionary<long, EngineConnection> _connections = new();
    private readonly ConcurrentDictionary<long, EngineConnection> _handshakes = new();
    private readonly SemaphoreSlim _room = new(options.MaxConnections, options.MaxConnections);
    private readonly SemaphoreSlim _handshakeRoom = new(options.MaxPendingHandshakes, options.MaxPendingHandshakes);
    private readonly AddressCounts? _addresses = options.MaxConnectionsPerAddress is { } most ? new(most) : null;
    private readonly Lock _gate = new();
    private TaskCompletionSource? _empty;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Enumerated without a lock: who comes or goes meanwhile may be missed or met.</summary>
    public IEnumerable<EngineConnection> All => _connections.Select(pair => pair.Value);

    /// <summary>Whether an address may have one more connection; give it back by <see cref="Leave"/> unless it is added.</summary>
    public bool TryEnter(EndPoint? remote)
    {
        if (_addresses is null || _addresses.TryEnter(remote)) return true;
        counters.CountRejection(RejectionReason.AddressLimit);
        Log.AddressRefused(logger, remote);
        return false;
    }

    public void Leave(EndPoint? remote) => _addresses?.Leave(remote);

    /// <summary>Waits until one more connection is allowed; give the room back by <see cref="Release"/> unless it is added.</summary>
    public async ValueTask WaitForRoomAsync(CancellationToken cancel)
    {
        await WaitAsync(_room, RejectionReason.ConnectionLimit, cancel).ConfigureAwait(false);
        try
        {
            await WaitAsync(_handshakeRoom, RejectionReason.HandshakeLimit, cancel).ConfigureAwait(false);
        }
        catch
        {
            _room.Release();
            throw;
        }
    }

    public void Release(EndPoint? remote)
    {
        _handshakeRoom.Release();
        _room.Release();
        Leave(remote);
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
        Leave(connection.RemoteEndPoint);
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

    private async ValueTask WaitAsync(SemaphoreSlim room, RejectionReason reason, CancellationToken cancel)
    {
        if (room.Wait(TimeSpan.Zero, cancel)) return;
        counters.CountRejection(reason);
        Log.AcceptPauses(logger, reason);
        await room.WaitAsync(cancel).ConfigureAwait(false);
    }
}
