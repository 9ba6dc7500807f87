using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live;

/// <summary>What the command line says of certificates.</summary>
internal static class Certificates
{
    /// <summary>Whom a client trusts and what it shows; null for the system's authorities and nothing.</summary>
    /// <param name="authorities">A PEM file of those whose servers are trusted; null for the system's.</param>
    /// <param name="name">The name that the server's certificate must be for; null for the host.</param>
    /// <param name="isInsecure">Whether any server is trusted.</param>
    /// <param name="shown">What is shown to a server that asks; null for nothing.</param>
    /// <param name="key">Its key, where that is in another file.</param>
    /// <exception cref="UsageException">A file cannot be read, or options contradict each other.</exception>
    public static ClientTlsOptions? ForClient(FileInfo? authorities, string? name, bool isInsecure, FileInfo? shown, FileInfo? key)
    {
        if (isInsecure && (authorities is not null || name is not null)) throw new UsageException("--insecure trusts every server: leave out --ca and --name, or --insecure.");
        var (certificate, intermediates) = Own(shown, key);
        if (authorities is null && name is null && !isInsecure && certificate is null) return null;
        return new()
        {
            TargetName = name,
            TrustedAuthorities = Authorities(authorities),
            ValidateServer = isInsecure ? (_, seen, _, _) => seen is not null : null,
            Certificate = certificate,
            Intermediates = intermediates,
        };
    }

    /// <summary>What a server shows, and whose clients it lets in; null for nothing, and no <c>tls://</c>.</summary>
    /// <param name="shown">The certificate.</param>
    /// <param name="key">Its key, where that is in another file.</param>
    /// <param name="clientAuthorities">A PEM file of those whose certificates clients must show; null for clients without any.</param>
    /// <exception cref="UsageException">A file cannot be read, or options contradict each other.</exception>
    public static ServerTlsOptions? ForServer(FileInfo? shown, FileInfo? key, FileInfo? clientAuthorities)
    {
        var (certificate, intermediates) = Own(shown, key);
        if (certificate is null) return clientAuthorities is null ? null : throw new UsageException("--client-ca is for tls:// endpoints: give the server's own --certificate, too.");
        return new()
        {
            Certificate = certificate,
            Intermediates = intermediates,
            TrustedAuthorities = Authorities(clientAuthorities),
            ClientCertificates = clientAuthorities is null ? ClientCertificatePolicy.NotRequested : ClientCertificatePolicy.Required,
        };
    }

    /// <summary>What the runtime says about options, in the words of the command line.</summary>
    public static string InOptions(string text) => text.Replace("set ClientOptions.Tls.Certificate", "give one with --certificate", StringComparison.Ordinal);

    private static X509Certificate2Collection? Authorities(FileInfo? file) => file is null ? null : Read(file, () =>
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(file.FullName);
        return all.Count > 0 ? all : throw new CryptographicException("it holds no certificate in PEM.");
    });

    /// <summary>A certificate with its key, and those that stand behind it in the file: of the authorities between it and its root.</summary>
    private static (X509Certificate2? Certificate, X509Certificate2Collection? Intermediates) Own(FileInfo? file, FileInfo? key)
    {
        if (file is null) return key is null ? default : throw new UsageException("--key is the key of a --certificate: give that, too.");
        if (file.Extension is ".pfx" or ".p12") return (Read(file, () => X509CertificateLoader.LoadPkcs12FromFile(file.FullName, null)), null);
        var all = Authorities(file)!;
        // By way of a file's bytes: Windows cannot use keys that were never stored.
        var certificate = Read(file, () => X509CertificateLoader.LoadPkcs12(X509Certificate2.CreateFromPemFile(file.FullName, key?.FullName).Export(X509ContentType.Pkcs12), null));
        return (certificate, all.Count > 1 ? [.. all.Skip(1)] : null);
    }

    private static T Read<T>(FileInfo file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new UsageException($"{file} cannot be read as a certificate: {exception.Message}");
        }
    }
}
