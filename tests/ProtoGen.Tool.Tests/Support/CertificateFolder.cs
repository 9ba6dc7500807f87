using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtoGen.Tool.Tests;

/// <summary>An authority made for a test and the certificates that it gives out, in PEM files.</summary>
internal sealed class CertificateFolder : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly X509Certificate2 _root;

    public CertificateFolder()
    {
        _root = Authority("Test authority", null);
        File.WriteAllText(AuthorityFile, _root.ExportCertificatePem());
    }

    /// <summary>The certificate of the authority.</summary>
    public string AuthorityFile => _folder["authority.pem"];

    public string this[string name] => _folder[name];

    /// <summary>Writes a certificate and its key into one file.</summary>
    /// <param name="name">The host or address, or what a client calls itself.</param>
    /// <param name="isBehindAnother">Whether another authority, which the first one vouches for, gives it out; it stands behind it in the file.</param>
    public string Issue(string name, bool isBehindAnother = false)
    {
        var issuer = isBehindAnother ? Authority("Test branch", _root) : _root;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = Request(name, key).Create(issuer, _now.AddHours(-1), _now.AddHours(1), RandomNumberGenerator.GetBytes(8));
        var file = _folder[$"{Guid.NewGuid():N}.pem"];
        File.WriteAllLines(file, [issued.ExportCertificatePem(), .. isBehindAnother ? [issuer.ExportCertificatePem()] : Array.Empty<string>(), key.ExportPkcs8PrivateKeyPem()]);
        return file;
    }

    /// <summary>Divides such a file into the certificate and the key.</summary>
    public static (string Certificate, string Key) Divide(string file)
    {
        var (certificate, key) = (file + ".certificate.pem", file + ".key.pem");
        using (var loaded = X509Certificate2.CreateFromPemFile(file)) File.WriteAllText(certificate, loaded.ExportCertificatePem());
        File.WriteAllText(key, "-----BEGIN PRIVATE KEY" + File.ReadAllText(file).Split("-----BEGIN PRIVATE KEY")[1]);
        return (certificate, key);
    }

    /// <summary>The same as a PFX file.</summary>
    public static string ToPfx(string file)
    {
        using var loaded = X509Certificate2.CreateFromPemFile(file);
        File.WriteAllBytes(file + ".pfx", loaded.Export(X509ContentType.Pkcs12));
        return file + ".pfx";
    }

    public void Dispose()
    {
        _root.Dispose();
        _folder.Dispose();
    }

    private X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        if (issuer is null) return request.CreateSelfSigned(_now.AddDays(-1), _now.AddDays(1));
        using var issued = request.Create(issuer, _now.AddHours(-2), _now.AddHours(2), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    private static CertificateRequest Request(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
