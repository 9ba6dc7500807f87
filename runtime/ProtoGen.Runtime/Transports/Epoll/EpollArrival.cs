using System.Net;
using ProtoGen.Server;

namespace ProtoGen.Transports.Epoll;

/// <summary>A connection of a loop that the server has not let in yet.</summary>
internal sealed class EpollArrival(EpollTransport transport, Action<IOwnedTransport> letIn) : IArrival
{
    public EndPoint? RemoteEndPoint => transport.RemoteEndPoint;

    public void LetIn() => letIn(transport);

    public void Refuse() => transport.Reset();

    public void Dispose() => transport.Dispose();
}
