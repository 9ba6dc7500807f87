using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Transports;

/// <summary>Makes a client's connections, whatever they lead over.</summary>
internal sealed class Connector(ClientOptions options)
{
    /// <summary>Connects, and secures the connection where the address asks for it.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="securing">Called once connected, before the connection is secured.</param>
    /// <param name="cancel">Ends the attempt.</param>
    /// <exception cref="ConnectionException">It cannot be made; says why.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task<IOwnedTransport> ConnectAsync(EndpointAddress address, Action<EndPoint?> securing, CancellationToken cancel)
    {
        try
        {
            return address switch
            {
                TcpAddress tcp => CreateTransport(await TcpSockets.ConnectAsync(tcp, cancel).ConfigureAwait(false)),
                _ => throw new NotSupportedException(),
            };
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ConnectionException))
        {
            throw Failed(address, exception);
        }
    }

    // A server may reset the connection before its socket is set up; that is a failed attempt like any other.
    private TcpTransport CreateTransport(Socket socket)
    {
        try
        {
            TcpSockets.Configure(socket);
            return new(socket, options.TimeProvider);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static ConnectionException Failed(EndpointAddress address, Exception cause) =>
        new(DisconnectReason.ConnectFailed, Delivery.NotSent, $"No connection to {address.Text}: {cause.Message}", cause);
}
