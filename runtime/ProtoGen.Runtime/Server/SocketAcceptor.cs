using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Server;

/// <summary>Accepts as the platform does.</summary>
internal sealed class SocketAcceptor(Listener listener, Action<Socket> letIn) : IAcceptor
{
    public EndPoint LocalEndPoint => listener.LocalEndPoint;

    public async ValueTask<IArrival> AcceptAsync(CancellationToken stop) =>
        new SocketArrival(await listener.Socket.AcceptAsync(stop).ConfigureAwait(false), letIn);

    public void Dispose() => listener.Dispose();

    private sealed class SocketArrival(Socket socket, Action<Socket> letIn) : IArrival
    {
        public EndPoint? RemoteEndPoint => socket.RemoteEndPoint;

        public void LetIn() => letIn(socket);

        public void Refuse() => socket.Close(0);

        public void Dispose() => socket.Dispose();
    }
}
