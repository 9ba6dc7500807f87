using System.Net.Sockets;
using ProtoGen.Connections;

namespace ProtoGen.Transports;

/// <summary>Ends the directions of a socket under a stream.</summary>
internal sealed class SocketEnds(Socket socket) : IStreamEnds
{
    public ValueTask EndOutputAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        return default;
    }

    public void Abort() => TcpSockets.Reset(socket);
}
