using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using ProtoGen.Transports;

namespace ProtoGen.Server;

/// <summary>Listens on all that the endpoints of a server stand for: a name on each of its addresses, <c>localhost</c> on both loopbacks.</summary>
internal sealed class Listeners(int backlog, ILogger logger)
{
    // Attempts to find a port that is free on every address of a name.
    private const int PortAttempts = 16;

    private readonly List<Listener> _open = [];

    /// <exception cref="SocketException">One of them cannot be listened on; says which. None is open then.</exception>
    public async Task<List<Listener>> OpenAsync(EndpointAddress[] addresses, CancellationToken cancel)
    {
        try
        {
            foreach (var address in addresses) await OpenAsync(address, cancel).ConfigureAwait(false);
        }
        catch
        {
            Close(_open);
            throw;
        }

        foreach (var listener in _open) Log.Listening(logger, listener.LocalEndPoint);
        return _open;
    }

    private async Task OpenAsync(EndpointAddress address, CancellationToken cancel)
    {
        try
        {
            if (address is UnixAddress unix) _open.Add(new(UnixSockets.Listen(unix, backlog), address));
            else _open.AddRange(Open((TcpAddress)address, await AddressesOf((TcpAddress)address, cancel).ConfigureAwait(false)));
        }
        catch (SocketException exception)
        {
            // The platform's message does not say where.
            throw new SocketException((int)exception.SocketErrorCode, $"Cannot listen on {address.Text}: {exception.Message}");
        }
    }

    private static async ValueTask<IPAddress[]> AddressesOf(TcpAddress address, CancellationToken cancel)
    {
        if (address.IsAny) return [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any];
        return address.IsLocalhost ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : await address.ResolveAsync(cancel).ConfigureAwait(false);
    }

    // Port 0 stands for one port, the same on each address. The first finds one, which may be taken on another.
    private List<Listener> Open(TcpAddress address, IPAddress[] resolved)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return OpenAll(address, resolved);
            }
            catch (SocketException exception) when (address.Port == 0 && attempt < PortAttempts
                && exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                // Another port.
            }
        }
    }

    private List<Listener> OpenAll(TcpAddress address, IPAddress[] resolved)
    {
        var open = new List<Listener>();
        SocketException? missing = null;
        var port = address.Port;
        try
        {
            foreach (var one in resolved.Distinct())
            {
                try
                {
                    open.Add(new(TcpSockets.Listen(new(one, port), backlog), address));
                    port = ((IPEndPoint)open[^1].LocalEndPoint).Port;
                }
                catch (SocketException exception) when (IsMissing(exception.SocketErrorCode))
                {
                    missing = exception;
                    Log.AddressSkipped(logger, one, address.Text, exception.Message);
                }
            }
        }
        catch
        {
            Close(open);
            throw;
        }

        return open.Count > 0 ? open : throw missing ?? new SocketException((int)SocketError.HostNotFound);
    }

    // The name has an address that this machine has not: without IPv6, localhost has one as well.
    private static bool IsMissing(SocketError error) =>
        error is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported or SocketError.ProtocolFamilyNotSupported;

    private static void Close(List<Listener> listeners)
    {
        foreach (var listener in listeners) listener.Dispose();
    }
}
