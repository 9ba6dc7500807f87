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
    /// <returns>Why it ended, or why it never began.</returns>
    /// <exception cref="InvalidOperationException">The server is not started.</exception>
    public async Task<DisconnectReason> ServeAsync(Stream stream, EndPoint? remoteEndPoint = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (_environment is null) throw new InvalidOperationException("The server is not started.");
        var transport = StreamTraits.Wrap(stream, remoteEndPoint, Options.TimeProvider);
        if (await AdmitAsync(transport, cancel).ConfigureAwait(false) is not { } connection)
        {
            transport.Dispose();
            await transport.Released.ConfigureAwait(false);
            return cancel.IsCancellationRequested ? DisconnectReason.LocalClosed
                : _stopping.IsCancellationRequested ? DisconnectReason.ServerDraining : DisconnectReason.HandlerFault;
        }

        using var registration = cancel.UnsafeRegister(
            static state => ((EngineConnection)state!).CloseWhenIdle(DisconnectReason.LocalClosed), connection);
        await EndOf(connection).ConfigureAwait(false);
        await transport.Released.ConfigureAwait(false);
        return connection.EndReason;
    }

    private TlsServer? CreateTls(ConnectionLimits limits)
    {
        var secure = Array.Find(_addresses, address => address is TcpAddress { IsSecure: true });
        if (Options.Tls is { } tls && secure is not null) return new(tls, limits.HandshakeTimeout, Options.TimeProvider);
        if (secure is not null) throw new ArgumentException($"The endpoint {secure.Text} needs a certificate: set ServerOptions.Tls.");
        if (Options.Tls is not null) throw new ArgumentException("ServerOptions.Tls is set, but no endpoint begins with tls://; nothing would be encrypted.");
        return null;
    }

    // Called with room taken for one connection.
    private void Accepted(Socket socket)
    {
        try
        {
            TcpSockets.Configure(socket);
            Serve(new TcpTransport(socket, Options.TimeProvider));
        }
        catch (Exception exception)
        {
            Log.SetupFailed(_environment!.Logger, exception);
            _registry.Release();
            socket.Dispose();
        }
    }

    // Called with room taken for one connection. Handshakes run beside each other: a slow client must not hold up the next.
    private void AcceptedSecure(Socket socket) => _ = Task.Run(() => SecureAsync(socket));

    // Never fails.
    private async Task SecureAsync(Socket socket)
    {
        var startedAt = _environment!.Wheel.Clock.Now;
        if (!_arrivals.TryEnter())
        {
            _registry.Release();
            socket.Dispose();
            return;
        }

        EndPoint? remote = null;
        try
        {
            remote = socket.RemoteEndPoint;
            TcpSockets.Configure(socket);
            Serve(await _tls!.SecureAsync(socket, _stopping.Token).ConfigureAwait(false), startedAt);
        }
        catch (Exception exception)
        {
            _registry.Release();
            socket.Dispose();
            var reason = exception is ConnectionException known ? known.Reason
                : _stopping.IsCancellationRequested ? DisconnectReason.ServerDraining : StreamFailures.ToReason(exception);
            _counters.CountEnd(reason);
            Log.SecuringFailed(_environment.Logger, remote, reason, exception.Message);
        }
        finally
        {
            _arrivals.Leave();
        }
    }

    // Null where there will be no room any more.
    private async Task<EngineConnection?> AdmitAsync(StreamTransport transport, CancellationToken cancel)
    {
        if (!_arrivals.TryEnter()) return null;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stopping.Token);
        try
        {
            await _registry.WaitForRoomAsync(giveUp.Token).ConfigureAwait(false);
            return Serve(transport);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            _arrivals.Leave();
        }
    }

    private static Task EndOf(EngineConnection connection)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Closed.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), ended);
        return ended.Task;
    }

    // Called with room taken for the connection, which is the connection's from here on. Null where it could not be made.
    private EngineConnection? Serve(IOwnedTransport transport, long? startedAt = null)
    {
        EngineConnection? connection = null;
        try
        {
            var made = CreateConnection(new(this, transport, _environment!, startedAt: startedAt));
            transport.Attach(made);
            connection = made;
            _registry.Add(made);
            Log.ConnectionOpened(_environment!.Logger, made.Id, transport.RemoteEndPoint);
            made.Start();
            transport.Start();
        }
        catch (Exception exception)
        {
            Log.SetupFailed(_environment!.Logger, exception);
            if (connection is not null) connection.Abort(DisconnectReason.HandlerFault, exception);
            else _registry.Release();
            transport.Dispose();
        }

        return connection;
    }
}
