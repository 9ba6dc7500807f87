using System.Net;
using System.Net.Sockets;
using ProtoGen.Connections;
using ProtoGen.Server;
using ProtoGen.Transports;
using ProtoGen.Transports.Tls;

namespace ProtoGen;

// From an accepted socket or stream to a connection that is served.
public abstract partial class ServerBase<TFraming, THeader>
{
    private readonly Arrivals _arrivals = new();
    private TlsServer? _tls;

    /// <summary>Connections that are in their TLS handshake, or wait for room; for tests.</summary>
    internal int PendingHandshakes => _arrivals.Count;

    /// <summary>
    /// Serves a connection that was made elsewhere: a serial port, a pipe, whatever the application accepted. Waits for room like any other,
    /// and returns when the connection has ended and the stream is disposed.
    /// </summary>
    /// <param name="stream">Belongs to the server from now on; it may implement <see cref="IStreamEnds"/>.</param>
    /// <param name="remoteEndPoint">Where the peer is, if known.</param>
    /// <param name="cancel">Closes the connection in order.</param>
    /// <returns>Why it ended, or why it never began: the server stops, its address has as many connections as are allowed, or its handler
    /// could not be made.</returns>
    /// <exception cref="InvalidOperationException">The server is not started.</exception>
    public async Task<DisconnectReason> ServeAsync(Stream stream, EndPoint? remoteEndPoint = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (_environment is null) throw new InvalidOperationException("The server is not started.");
        var transport = StreamTraits.Wrap(stream, remoteEndPoint, Options.TimeProvider);
        var (admitted, refusal) = await AdmitAsync(transport, cancel).ConfigureAwait(false);
        if (admitted is not { } connection)
        {
            transport.Dispose();
            await transport.Released.ConfigureAwait(false);
            return refusal;
        }

        using var registration = cancel.UnsafeRegister(
            static state => ((EngineConnection)state!).CloseWhenIdle(DisconnectReason.LocalClosed), connection);
        await EndOf(connection).ConfigureAwait(false);
        await transport.Released.ConfigureAwait(false);
        return connection.EndReason;
    }

    private TlsServer? CreateTls(ServerOptions options)
    {
        var secure = Array.Find(_addresses, address => address is TcpAddress { IsSecure: true });
        if (options.Tls is { } tls && secure is not null) return new(tls, options.Limits.HandshakeTimeout, options.TimeProvider);
        if (secure is not null) throw new ArgumentException($"The endpoint {secure.Text} needs a certificate: set ServerOptions.Tls.");
        if (options.Tls is not null) throw new ArgumentException("ServerOptions.Tls is set, but no endpoint begins with tls://; nothing would be encrypted.");
        return null;
    }

    // Called with room taken for one connection.
    private void Accepted(Socket socket)
    {
        var remote = socket.RemoteEndPoint;
        try
        {
            TcpSockets.Configure(socket);
            Serve(new TcpTransport(socket, Options.TimeProvider));
        }
        catch (Exception exception)
        {
            Log.SetupFailed(_environment!.Logger, exception);
            _registry!.Release(remote);
            socket.Dispose();
        }
    }

    // Called with room taken for one connection.
    private void Accepted(IOwnedTransport transport) => Serve(transport);

    // Called with room taken for one connection. Handshakes run beside each other: a slow client must not hold up the next.
    private void AcceptedSecure(Socket socket)
    {
        // Now: a socket that was reset may not know it later.
        var remote = socket.RemoteEndPoint;
        _ = Task.Run(() => SecureAsync(socket, remote));
    }

    // Never fails.
    private async Task SecureAsync(Socket socket, EndPoint? remote)
    {
        var clock = _environment!.Wheel.Clock;
        var startedAt = clock.Now;
        if (!_arrivals.TryEnter())
        {
            _registry!.Release(remote);
            socket.Dispose();
            return;
        }

        try
        {
            TcpSockets.Configure(socket);
            var transport = await _tls!.SecureAsync(socket, _stopping.Token).ConfigureAwait(false);
            Serve(transport, clock.Now - startedAt);
        }
        catch (Exception exception)
        {
            _registry!.Release(remote);
            socket.Dispose();
            var reason = exception is ConnectionException known ? known.Reason
                : _stopping.IsCancellationRequested ? DisconnectReason.ServerDraining : StreamFailures.ToReason(exception);
            _counters.CountEnd(reason);
            _counters.CountRejection(RejectionReason.NotSecured);
            Log.SecuringFailed(_environment.Logger, remote, reason, exception.Message);
        }
        finally
        {
            _arrivals.Leave();
        }
    }

    // No connection where there will be no room any more, or where it could not be made; then says why.
    private async Task<(EngineConnection? Connection, DisconnectReason Refusal)> AdmitAsync(StreamTransport transport, CancellationToken cancel)
    {
        if (!_arrivals.TryEnter()) return (null, DisconnectReason.ServerDraining);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stopping.Token);
        try
        {
            if (!_registry!.TryEnter(transport.RemoteEndPoint)) return (null, DisconnectReason.LimitReached);
            await WaitForRoomAsync(transport.RemoteEndPoint, giveUp.Token).ConfigureAwait(false);
            return (Serve(transport), DisconnectReason.HandlerFault);
        }
        catch (OperationCanceledException)
        {
            return (null, cancel.IsCancellationRequested ? DisconnectReason.LocalClosed : DisconnectReason.ServerDraining);
        }
        finally
        {
            _arrivals.Leave();
        }
    }

    private async ValueTask WaitForRoomAsync(EndPoint? remote, CancellationToken cancel)
    {
        try
        {
            await _registry!.WaitForRoomAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            _registry!.Leave(remote);
            throw;
        }
    }

    private static Task EndOf(EngineConnection connection)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), ended);
        return ended.Task;
    }

    // Called with room taken for the connection, which is the connection's from here on. Null where it could not be made.
    private EngineConnection? Serve(IOwnedTransport transport, long handshakeSpent = 0)
    {
        EngineConnection? connection = null;
        try
        {
            var made = CreateConnectionFor(new(this, transport, _environment!) { HandshakeSpent = handshakeSpent });
            transport.Attach(made);
            connection = made;
            _registry!.Add(made);
            Log.ConnectionOpened(_environment!.Logger, made.Id, transport.RemoteEndPoint);
            made.Start();
            transport.Start();
        }
        catch (Exception exception)
        {
            _counters.CountRejection(RejectionReason.SetupFailed);
            Log.SetupFailed(_environment!.Logger, exception);
            if (connection is not null) connection.Abort(DisconnectReason.HandlerFault, exception);
            else _registry!.Release(transport.RemoteEndPoint);
            transport.Dispose();
        }

        return connection;
    }
}
