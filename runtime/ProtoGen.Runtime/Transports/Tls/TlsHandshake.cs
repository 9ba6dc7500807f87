using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ProtoGen.Connections;

namespace ProtoGen.Transports.Tls;

/// <summary>A TLS handshake over a connected socket, and the transport it ends in.</summary>
internal static class TlsHandshake
{
    // A record: the stream writes no more at a time anyway, and a slow line shows progress sooner.
    private const int PieceBytes = 16 << 10;

    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);

    /// <summary>Owns the socket from now on.</summary>
    /// <param name="socket">Connected.</param>
    /// <param name="agree">What is said in clear text before the handshake.</param>
    /// <param name="authenticate">One side of the handshake.</param>
    /// <param name="check">What that decides by.</param>
    /// <param name="time">The clock of lingering.</param>
    /// <param name="cancel">Gives up; <paramref name="authenticate"/> has it as well.</param>
    /// <param name="silentEnd">What it means that the peer ends the connection before it has sent anything; asked after the handshake.</param>
    /// <exception cref="ConnectionException">It failed; says why.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task<StreamTransport> RunAsync(
        Socket socket,
        Func<Stream, ValueTask> agree,
        Func<SslStream, Task> authenticate,
        CertificateCheck check,
        TimeProvider time,
        CancellationToken cancel,
        Func<string?>? silentEnd = null)
    {
        var clear = new NetworkStream(socket, ownsSocket: true);
        var stream = new SslStream(clear, leaveInnerStreamOpen: false);
        try
        {
            var remote = socket.RemoteEndPoint;
            await AgreeAsync(clear, agree, cancel).ConfigureAwait(false);
            await authenticate(stream).ConfigureAwait(false);
            var traits = new StreamTraits
            {
                RemoteEndPoint = remote,
                RemoteCertificate = stream.RemoteCertificate as X509Certificate2,
                // Before TLS 1.3 the handshake itself ends with the peer's word about the certificate.
                SilentEnd = stream.SslProtocol >= SslProtocols.Tls13 ? silentEnd?.Invoke() : null,
                PieceBytes = PieceBytes,
                Flushes = false,
                ClosesAtOnce = true,
            };
            return new(stream, new TlsEnds(stream, socket), traits, time);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            TcpSockets.Reset(socket);
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception exception)
        {
            await LingerAsync(socket, time, cancel).ConfigureAwait(false);
            await stream.DisposeAsync().ConfigureAwait(false);
            throw exception as ConnectionException ?? Failed(check.Refusal ?? Describe(exception), exception);
        }
    }

    // What user code throws is its own word; only the end of the stream speaks for itself no better than in the handshake.
    private static async ValueTask AgreeAsync(Stream clear, Func<Stream, ValueTask> agree, CancellationToken cancel)
    {
        try
        {
            await agree(clear).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not EndOfStreamException && !(exception is OperationCanceledException && cancel.IsCancellationRequested))
        {
            throw Failed(StreamFailures.Describe(exception), exception);
        }
    }

    private static string Describe(Exception exception) => exception is IOException { InnerException: null }
        ? "the peer closed the connection; perhaps it speaks no TLS, or wants another certificate"
        : StreamFailures.Describe(exception);

    private static ConnectionException Failed(string why, Exception exception) =>
        new(DisconnectReason.TlsFailed, Delivery.NotSent, $"The connection could not be secured: {why.TrimEnd('.')}.", exception);

    // The alert that tells the peer why is on its way; closing over bytes that nobody read would send a reset after it, which may overtake it.
    private static async Task LingerAsync(Socket socket, TimeProvider time, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(LingerTime, time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        var dropped = new byte[1024];
        try
        {
            socket.Shutdown(SocketShutdown.Send);
            while (await socket.ReceiveAsync(dropped, enough.Token).ConfigureAwait(false) != 0)
            {
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            TcpSockets.Reset(socket);
        }
    }
}

/// <summary>Ends the directions of a TLS stream: the peer is told within TLS that no more comes, so that nobody else can say so.</summary>
internal sealed class TlsEnds(SslStream stream, Socket socket) : IStreamEnds
{
    public async ValueTask EndOutputAsync()
    {
        await stream.ShutdownAsync().ConfigureAwait(false);
        socket.Shutdown(SocketShutdown.Send);
    }

    public void Abort() => TcpSockets.Reset(socket);
}
