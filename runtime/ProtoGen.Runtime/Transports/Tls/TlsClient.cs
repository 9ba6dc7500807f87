using System.Net.Security;
using System.Net.Sockets;

namespace ProtoGen.Transports.Tls;

/// <summary>Secures a client's connections.</summary>
internal sealed class TlsClient
{
    // Some servers, those on .NET among them, say nothing when they refuse a certificate after the client's side of the handshake is done.
    private const string WithoutCertificate =
        "The server asked for a certificate, was shown none, and closed the connection without a word; set ClientOptions.Tls.Certificate.";

    private const string WithCertificate =
        "The server closed the connection without a word after it was shown this client's certificate; it may have refused it.";

    private readonly ClientTlsOptions _options;
    private readonly TimeProvider _time;
    private readonly SslStreamCertificateContext? _certificate;

    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public TlsClient(ClientTlsOptions? options, TimeProvider time)
    {
        _options = (options ?? new()).Validated();
        _time = time;
        if (_options.Certificate is { } certificate) _certificate = SslStreamCertificateContext.Create(certificate, _options.Intermediates, offline: true);
    }

    /// <inheritdoc cref="TlsHandshake.RunAsync"/>
    public Task<StreamTransport> SecureAsync(Socket socket, string host, CancellationToken cancel)
    {
        var target = _options.TargetName ?? host;
        var check = new CertificateCheck(target, isRequired: true, _options.ValidateServer);
        var certificate = _options.CertificateSelector is { } select ? select() : _certificate;
        var wasAsked = false;
        return TlsHandshake.RunAsync(
            socket,
            clear => _options.Upgrade?.Invoke(clear, cancel) ?? default,
            stream => stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = target,
                    ClientCertificateContext = certificate,
                    // Called with the server's certificate once that asks for ours; an empty answer goes on without one.
                    LocalCertificateSelectionCallback = certificate is not null ? null : (_, _, _, remote, _) =>
                    {
                        wasAsked |= remote is not null;
                        return null!;
                    },
                    RemoteCertificateValidationCallback = check.Validate,
                    CertificateChainPolicy = TrustPolicy.For(_options.TrustedAuthorities, _options.RevocationCheck),
                    CertificateRevocationCheckMode = _options.RevocationCheck,
                    EnabledSslProtocols = _options.Protocols,
                },
                cancel),
            check,
            _time,
            cancel,
            () => wasAsked ? WithoutCertificate : certificate is null ? null : WithCertificate);
    }
}
