using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace ProtoGen.Hosting;

/// <summary>Certificates that the configuration names by their files, PEM or PKCS #12.</summary>
internal static class CertificateFiles
{
    /// <summary>A path, or <c>Path</c> with <c>KeyPath</c> and <c>Password</c> where the key stands apart or is encrypted.</summary>
    /// <exception cref="InvalidOperationException">A key is unknown, or the file cannot be read.</exception>
    public static X509Certificate2 Read(IConfigurationSection entry)
    {
        var named = new CertificateName { Path = entry.Value };
        OptionsReader.Read(named, entry);
        if (string.IsNullOrEmpty(named.Path)) throw new InvalidOperationException($"{entry.Path} names no file; give its Path.");
        return Guarded(entry, named.Path, () => Load(named.Path, named.KeyPath, named.Password));
    }

    /// <summary>All certificates of a PEM file.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be read, or has none.</exception>
    public static X509Certificate2Collection ReadAll(IConfigurationSection entry)
    {
        var all = new X509Certificate2Collection();
        if (string.IsNullOrEmpty(entry.Value)) throw new InvalidOperationException($"{entry.Path} names no file.");
        Guarded(entry, entry.Value, () => all.ImportFromPemFile(entry.Value));
        return all.Count > 0 ? all : throw new InvalidOperationException($"{entry.Path}: {entry.Value} has no certificate in PEM.");
    }

    private static X509Certificate2 Load(string path, string? keyPath, string? password)
    {
        if (X509Certificate2.GetCertContentType(path) == X509ContentType.Pkcs12) return X509CertificateLoader.LoadPkcs12FromFile(path, password);
        using var certificate = password is null
            ? X509Certificate2.CreateFromPemFile(path, keyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath);
        // By way of PKCS #12: Windows cannot use keys that were never stored.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    private static T Guarded<T>(IConfigurationSection entry, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"{entry.Path}: {path} cannot be read: {exception.Message}", exception);
        }
    }

    private static void Guarded(IConfigurationSection entry, string path, Action read) => Guarded(entry, path, () =>
    {
        read();
        return true;
    });

    private sealed class CertificateName
    {
        public string? Path { get; set; }

        public string? KeyPath { get; set; }

        public string? Password { get; set; }
    }
}
