using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live;

/// <summary>What the command line says of certificates.</summary>
internal static class Certificates
{
    /// <summary>Whom a client trusts; null for the system's authorities.</summary>
    public static ClientTlsOptions? ForClient(FileInfo? authorities, bool isInsecure)
    {
        if (isInsecure) return new() { ValidateServer = (_, shown, _, _) => shown is not null };
        if (authorities is null) return null;
        var trusted = new X509Certificate2Collection();
        Read(authorities, () => trusted.ImportFromPemFile(authorities.FullName));
        return new() { TrustedAuthorities = trusted };
    }

    /// <summary>What a server shows; null for nothing, and no <c>tls://</c>.</summary>
    public static ServerTlsOptions? ForServer(FileInfo? certificate, FileInfo? key)
    {
        if (certificate is null) return null;
        X509Certificate2? shown = null;
        Read(certificate, () => shown = certificate.Extension is ".pfx" or ".p12"
            ? X509CertificateLoader.LoadPkcs12FromFile(certificate.FullName, null)
            : X509Certificate2.CreateFromPemFile(certificate.FullName, key?.FullName));
        return new() { Certificate = shown };
    }

    private static void Read(FileInfo file, Action read)
    {
        try
        {
            read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UsageException($"{file} cannot be read as a certificate: {exception.Message}");
        }
    }
}
