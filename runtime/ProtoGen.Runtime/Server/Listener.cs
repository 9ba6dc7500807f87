using System.Net;
using System.Net.Sockets;
using ProtoGen.Transports;

namespace ProtoGen.Server;

/// <summary>A socket that listens, and what is spoken on its connections.</summary>
internal sealed class Listener(Socket socket, EndpointAddress address) : IDisposable
{
    public Socket Socket => socket;

    public EndPoint LocalEndPoint { get; } = socket.LocalEndPoint!;

    public bool IsSecure => address is TcpAddress { IsSecure: true };

    public void Dispose() => socket.Dispose();
}
