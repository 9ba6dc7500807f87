using System.Net;
using System.Net.Sockets;
using ProtoGen.Transports;

namespace ProtoGen.Server;

/// <summary>Listens on what the endpoints of a server stand for.</summary>
internal static class Listeners
{
    /// <exception cref="SocketException">One of them cannot be listened on; says which.</exception>
    public static async Task<List<Listener>> OpenAsync(EndpointAddress[] addresses, int backlog, CancellationToken cancel)
    {
        var listeners = new List<Listener>();
        try
        {
            foreach (var address in addresses) await OpenAsync(address, backlog, listeners, cancel).ConfigureAwait(false);
            return listeners;
        }
        catch
        {
            foreach (var listener in listeners) listener.Dispose();
            throw;
        }
    }

    private static async Task OpenAsync(EndpointAddress address, int backlog, List<Listener> listeners, CancellationToken cancel)
    {
        try
        {
            var tcp = (TcpAddress)address;
            var resolved = tcp.IsAny ? [IPAddress.IPv6Any] : await tcp.ResolveAsync(cancel).ConfigureAwait(false);
            listeners.Add(new(TcpSockets.Listen(new(resolved[0], tcp.Port), backlog), address));
        }
        catch (SocketException exception)
        {
            // The platform's message does not say where.
            throw new SocketException((int)exception.SocketErrorCode, $"Cannot listen on {address.Text}: {exception.Message}");
        }
    }
}
