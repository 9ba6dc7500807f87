using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Server;

/// <summary>Where connections come from. Disposing it stops listening.</summary>
internal interface IAcceptor : IDisposable
{
    EndPoint LocalEndPoint { get; }

    /// <summary>The next connection.</summary>
    /// <exception cref="SocketException">The system has none to give; says why.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    ValueTask<IArrival> AcceptAsync(CancellationToken stop);
}
