using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>The listener of a server by hand, and its connections.</summary>
/// <typeparam name="T">A connection.</typeparam>
internal sealed class Listening<T> where T : class
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<T, byte> _connections = new();

    public ICollection<T> Connections => _connections.Keys;

    public int Start(Func<Socket, T> connect, Action<T> start)
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _socket.Listen(512);
        _ = AcceptAsync(connect, start);
        return ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    public void Remove(T connection) => _connections.TryRemove(connection, out _);

    private async Task AcceptAsync(Func<Socket, T> connect, Action<T> start)
    {
        while (true)
        {
            var socket = await _socket.AcceptAsync();
            socket.NoDelay = true;
            var connection = connect(socket);
            _connections.TryAdd(connection, 0);
            start(connection);
        }
    }
}
