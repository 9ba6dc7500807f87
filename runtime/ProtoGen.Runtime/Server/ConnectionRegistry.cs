using System.Net;
using ProtoGen.Connections;

namespace ProtoGen.Server;

/// <summary>The live connections of a server, their limits, and the waits for room and for the last of them.</summary>
internal sealed class ConnectionRegistry(ServerOptions options, ConnectionEnvironment environment) : IDisposable
{
    private readonly SemaphoreSlim _room = new(options.MaxConnections, options.MaxConnections);
    private readonly SemaphoreSlim _handshakeRoom = new(options.MaxPendingHandshakes, options.MaxPendingHandshakes);
    private readonly AddressCounts? _addresses = options.MaxConnectionsPerAddress is { } most ? new(most) : null;
    private readonly Lock _gate = new();
    private TaskCompletionSource? _empty;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Enumerated without a lock: who comes or goes meanwhile may be missed or met.</summary>
    public IEnumerable<EngineConnection> All => environment.Groups.Members;

    /// <summary>Whether an address may have one more connection; give it back by <see cref="Leave"/> unless it is added.</summary>
    public bool TryEnter(EndPoint? remote)
    {
        if (_addresses is null || _addresses.TryEnter(remote)) return true;
        environment.Counters.CountRejection(RejectionReason.AddressLimit);
        Log.AddressRefused(environment.Logger, remote);
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
        lock (_gate)
        {
            _count++;
            connection.RoomTaken = RoomTaken.Handshake;
        }

        connection.Join();
    }

    /// <summary>The connection is registered, or need not be.</summary>
    public void HandshakeEnded(EngineConnection connection)
    {
        lock (_gate)
        {
            if (connection.RoomTaken != RoomTaken.Handshake) return;
            connection.RoomTaken = RoomTaken.Connection;
        }

        _handshakeRoom.Release();
    }

    public void Remove(EngineConnection connection)
    {
        HandshakeEnded(connection);
        lock (_gate)
        {
            if (connection.RoomTaken == RoomTaken.None) return;
            connection.RoomTaken = RoomTaken.None;
        }

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

    public void CountPause(RejectionReason reason)
    {
        environment.Counters.CountRejection(reason);
        Log.AcceptPauses(environment.Logger, reason);
    }

    private async ValueTask WaitAsync(SemaphoreSlim room, RejectionReason reason, CancellationToken cancel)
    {
        if (room.Wait(TimeSpan.Zero, cancel)) return;
        CountPause(reason);
        await room.WaitAsync(cancel).ConfigureAwait(false);
    }
}
