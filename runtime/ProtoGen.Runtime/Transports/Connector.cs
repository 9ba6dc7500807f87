using System.Net;
using System.Net.Sockets;
using ProtoGen.Transports.Tls;

namespace ProtoGen.Transports;

/// <summary>Makes a client's connections, whatever they lead over.</summary>
internal sealed class Connector
{
    private readonly ClientOptions _options;
    private readonly TlsClient _tls;
    private StreamTransport? _lastForeign;

    /// <exception cref="ArgumentException">An endpoint and the options do not go together.</exception>
    public Connector(EndpointAddress[] addresses, ClientOptions options)
    {
        _options = options;
        _tls = new(options.Tls, options.TimeProvider);
        var foreign = Array.Find(addresses, address => address is ForeignAddress);
        if (foreign is not null && options.Connect is null) throw EndpointAddress.Unknown(foreign.Text, "; or set ClientOptions.Connect, which is asked for streams to all others");
        if (options.Tls is not null && !Array.Exists(addresses, address => address is TcpAddress { IsSecure: true }))
        {
            throw new ArgumentException("ClientOptions.Tls is set, but no endpoint begins with tls://; what is sent to the others is not encrypted.");
        }
    }

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
                TcpAddress tcp => await ConnectAsync(tcp, securing, cancel).ConfigureAwait(false),
                UnixAddress unix => CreateTransport(await TcpSockets.ConnectAsync(unix, cancel).ConfigureAwait(false)),
                _ => await ConnectForeignAsync(address, cancel).ConfigureAwait(false),
            };
        }
        catch (Exception exception) when (exception is not ConnectionException && !cancel.IsCancellationRequested)
        {
            throw new ConnectionException(
                DisconnectReason.ConnectFailed, Delivery.NotSent, $"No connection to {address.Text}: {exception.Message}", exception);
        }
    }

    private async Task<IOwnedTransport> ConnectAsync(TcpAddress address, Action<EndPoint?> securing, CancellationToken cancel)
    {
        var socket = await TcpSockets.ConnectAsync(address, cancel).ConfigureAwait(false);
        if (!address.IsSecure) return CreateTransport(socket);
        Configure(socket);
        securing(socket.RemoteEndPoint);
        return await _tls.SecureAsync(socket, address.Host, cancel).ConfigureAwait(false);
    }

    private async Task<IOwnedTransport> ConnectForeignAsync(EndpointAddress address, CancellationToken cancel)
    {
        // A port that is still being closed cannot be opened again.
        if (_lastForeign is { } last) await last.Released.WaitAsync(cancel).ConfigureAwait(false);
        var stream = await _options.Connect!(address.Text, cancel).ConfigureAwait(false);
        return _lastForeign = StreamTraits.Wrap(stream, null, _options.TimeProvider);
    }

    private TcpTransport CreateTransport(Socket socket)
    {
        Configure(socket);
        return new(socket, _options.TimeProvider);
    }

    // A server may reset the connection before its socket is set up; that is a failed attempt like any other.
    private static void Configure(Socket socket)
    {
        try
        {
            TcpSockets.Configure(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
