using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>The listener of a server by hand, and its connections.</summary>
/// <typeparam name="T">A connection.</typeparam>
internal sealed class Listening<T> where T : class
{
    private readonly ConcurrentDictionary<T, byte> _connections = new();

    public ICollection<T> Connections => _connections.Keys;

    public int Start(Func<Socket, T> connect, Action<T> start)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        _ = AcceptAsync(listener, connect, start);
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    public void Remove(T connection) => _connections.TryRemove(connection, out _);

    private async Task AcceptAsync(Socket listener, Func<Socket, T> connect, Action<T> start)
    {
        while (true)
        {
            var socket = await listener.AcceptAsync();
            socket.NoDelay = true;
            var connection = connect(socket);
            _connections.TryAdd(connection, 0);
            start(connection);
        }
    }
}
