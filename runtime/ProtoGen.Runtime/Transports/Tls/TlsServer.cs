using System.Net.Security;
using System.Net.Sockets;

namespace ProtoGen.Transports.Tls;

/// <summary>Secures a server's connections.</summary>
internal sealed class TlsServer
{
    private readonly ServerTlsOptions _options;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly Func<string, SslStreamCertificateContext> _select;

    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public TlsServer(ServerTlsOptions options, TimeSpan timeout, TimeProvider time)
    {
        _options = options.Validated();
        // A limit that means never is more than a timer can hold.
        (_timeout, _time) = (timeout.TotalMilliseconds < int.MaxValue ? timeout : Timeout.InfiniteTimeSpan, time);
        var fixedOne = options.Certificate is { } certificate
            ? SslStreamCertificateContext.Create(certificate, options.Intermediates, offline: true)
            : null;
        _select = options.CertificateSelector ?? (_ => fixedOne!);
    }

    /// <summary>Owns the socket from now on.</summary>
    /// <exception cref="ConnectionException">The connection could not be secured, or not in time; says why.</exception>
    /// <exception cref="OperationCanceledException">The server stops.</exception>
    public async Task<StreamTransport> SecureAsync(Socket socket, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        var check = new CertificateCheck(null, _options.ClientCertificates == ClientCertificatePolicy.Required, _options.ValidateClient);
        try
        {
            return await TlsHandshake.RunAsync(
                socket,
                clear => _options.Upgrade?.Invoke(clear, giveUp.Token) ?? default,
                stream => stream.AuthenticateAsServerAsync((_, hello, _, _) => new(Choose(hello.ServerName, check)), null, giveUp.Token),
                check,
                _time,
                giveUp.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!stop.IsCancellationRequested)
        {
            throw new ConnectionException(
                DisconnectReason.HandshakeTimeout, Delivery.NotSent, $"The TLS handshake took longer than {_timeout}.", exception);
        }
    }

    private SslServerAuthenticationOptions Choose(string name, CertificateCheck check) => new()
    {
        ServerCertificateContext = _select(name),
        AllowRenegotiation = false,
        ClientCertificateRequired = _options.ClientCertificates != ClientCertificatePolicy.NotRequested,
        RemoteCertificateValidationCallback = _options.ClientCertificates == ClientCertificatePolicy.NotRequested ? null : check.Validate,
        CertificateChainPolicy = TrustPolicy.For(_options.TrustedAuthorities, _options.RevocationCheck),
        CertificateRevocationCheckMode = _options.RevocationCheck,
        EnabledSslProtocols = _options.Protocols,
    };
}
