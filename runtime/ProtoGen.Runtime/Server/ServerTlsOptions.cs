using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ProtoGen;

/// <summary>
/// How a server secures the connections of its <c>tls://</c> endpoints. Set <see cref="Certificate"/>, or <see cref="CertificateSelector"/> to
/// change certificates without a restart. The TLS handshake and the registration together may take <see cref="ConnectionLimits.HandshakeTimeout"/>.
/// </summary>
public sealed record ServerTlsOptions
{
    /// <summary>The server's certificate, with its private key. Default null: the selector gives one.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Certificates of authorities between <see cref="Certificate"/> and its root, sent along with it. Default null: none.</summary>
    public X509Certificate2Collection? Intermediates { get; init; }

    /// <summary>
    /// Called at every handshake with the name the client asks for (empty where it asks for none); gives the certificate to show. Make each
    /// context once and keep it: making one is slow, and sessions are resumed within one context only. Default null.
    /// </summary>
    public Func<string, SslStreamCertificateContext>? CertificateSelector { get; init; }

    /// <summary>Whether clients show a certificate, too. Default <see cref="ClientCertificatePolicy.NotRequested"/>.</summary>
    public ClientCertificatePolicy ClientCertificates { get; init; }

    /// <summary>The authorities whose client certificates are good, instead of those the system trusts. Default null: the system's.</summary>
    public X509Certificate2Collection? TrustedAuthorities { get; init; }

    /// <summary>
    /// Decides about a client's certificate; it is given what the usual check found. Default null: the usual check decides. Not called
    /// where the client shows none.
    /// </summary>
    public RemoteCertificateValidationCallback? ValidateClient { get; init; }

    /// <summary>Whether to ask if a client's certificate was revoked. Default <see cref="X509RevocationMode.NoCheck"/>.</summary>
    public X509RevocationMode RevocationCheck { get; init; } = X509RevocationMode.NoCheck;

    /// <summary>The versions of TLS allowed. Default <see cref="SslProtocols.None"/>: what the system thinks best.</summary>
    public SslProtocols Protocols { get; init; } = SslProtocols.None;

    /// <summary>Agrees on TLS in clear text before its handshake begins, where a protocol does so; what it throws is why the connection could not be secured. It must not read a byte more than
    /// the agreement, and has as long as the handshake. Default null: a connection begins with TLS.</summary>
    public Func<Stream, CancellationToken, ValueTask>? Upgrade { get; init; }

    /// <exception cref="ArgumentException">There is no certificate, or two sources of them, or one without a private key.</exception>
    internal ServerTlsOptions Validated()
    {
        if (Certificate is null == CertificateSelector is null)
        {
            throw new ArgumentException("ServerTlsOptions needs either a Certificate or a CertificateSelector.");
        }

        if (Certificate is { HasPrivateKey: false } certificate)
        {
            throw new ArgumentException($"The server's certificate ({certificate.Subject}) has no private key; load it together with its key.");
        }

        return this;
    }
}

/// <summary>Whether a server asks its clients for certificates.</summary>
public enum ClientCertificatePolicy
{
    /// <summary>Clients are not asked.</summary>
    NotRequested,

    /// <summary>Clients are asked; one that has none is let in, one with a bad one is not.</summary>
    Optional,

    /// <summary>A client without a good certificate is refused.</summary>
    Required,
}
