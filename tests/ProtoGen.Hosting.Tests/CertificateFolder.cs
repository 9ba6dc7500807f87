using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtoGen.Hosting.Tests;

/// <summary>A self-made certificate for <c>localhost</c> in files, which is its own authority.</summary>
internal sealed class CertificateFolder : IDisposable
{
    private static readonly PbeParameters s_encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    private readonly string _path = Directory.CreateTempSubdirectory("protogen-certificates-").FullName;
    private readonly string _format;
    private readonly string? _password;

    public CertificateFolder(string format, string? password)
    {
        (_format, _password) = (format, password);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(In("authority.pem"), certificate.ExportCertificatePem());
        if (format == "pfx") File.WriteAllBytes(In("own.pfx"), certificate.Export(X509ContentType.Pkcs12, password));
        else File.WriteAllText(In("key.pem"), password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, s_encryption));
    }

    public string Authority => In("authority.pem");

    public IEnumerable<(string Key, string Value)> Settings()
    {
        if (_format == "pfx") yield return _password is null ? ("Tls:Certificate", In("own.pfx")) : ("Tls:Certificate:Path", In("own.pfx"));
        else yield return ("Tls:Certificate:Path", Authority);
        if (_format == "pem") yield return ("Tls:Certificate:KeyPath", In("key.pem"));
        if (_password is not null) yield return ("Tls:Certificate:Password", _password);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private string In(string name) => Path.Combine(_path, name);
}
