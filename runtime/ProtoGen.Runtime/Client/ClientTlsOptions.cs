using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ProtoGen;

/// <summary>
/// How a client secures the connections to <c>tls://</c> endpoints. A handshake that fails is a failed attempt like any other: nothing
/// was sent, the next endpoint is tried, and all of them again after a pause, because certificates and clocks are put right while clients run.
/// A tool that a person waits for puts <see cref="DisconnectReason.TlsFailed"/> into <see cref="ClientOptions.StopsAfter"/>.
/// </summary>
public sealed record ClientTlsOptions
{
    /// <summary>The name the server's certificate must be for. Default null: the host of the endpoint.</summary>
    public string? TargetName { get; init; }

    /// <summary>The authorities whose server certificates are good, instead of those the system trusts. Default null: the system's.</summary>
    public X509Certificate2Collection? TrustedAuthorities { get; init; }

    /// <summary>Decides about the server's certificate; it is given what the usual check found. Default null: the usual check decides.</summary>
    public RemoteCertificateValidationCallback? ValidateServer { get; init; }

    /// <summary>The certificate to show to a server that asks for one, with its private key. Default null: none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Certificates of authorities between <see cref="Certificate"/> and its root, sent along with it. Default null: none.</summary>
    public X509Certificate2Collection? Intermediates { get; init; }

    /// <summary>Called at every handshake; gives the certificate to show, or null for none. Default null: <see cref="Certificate"/> for good.</summary>
    public Func<SslStreamCertificateContext?>? CertificateSelector { get; init; }

    /// <summary>Whether to ask if the server's certificate was revoked. Default <see cref="X509RevocationMode.NoCheck"/>.</summary>
    public X509RevocationMode RevocationCheck { get; init; } = X509RevocationMode.NoCheck;

    /// <summary>The versions of TLS allowed. Default <see cref="SslProtocols.None"/>: what the system thinks best.</summary>
    public SslProtocols Protocols { get; init; } = SslProtocols.None;

    /// <summary>Agrees on TLS in clear text before its handshake begins, where a protocol does so, by STARTTLS or PostgreSQL's SSLRequest; what it throws is why the connection
    /// could not be secured. It must not read a byte more than the agreement: what comes behind is the handshake, or was slipped in by somebody on the way. Default null: a connection begins with TLS.</summary>
    public Func<Stream, CancellationToken, ValueTask>? Upgrade { get; init; }

    /// <exception cref="ArgumentException">There are two sources of certificates, or one without a private key.</exception>
    internal ClientTlsOptions Validated()
    {
        if (Certificate is not null && CertificateSelector is not null)
        {
            throw new ArgumentException("ClientTlsOptions takes a Certificate or a CertificateSelector, not both.");
        }

        if (Certificate is { HasPrivateKey: false } certificate)
        {
            throw new ArgumentException($"The client's certificate ({certificate.Subject}) has no private key; load it together with its key.");
        }

        return this;
    }
}
