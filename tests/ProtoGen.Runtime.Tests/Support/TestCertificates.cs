using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ProtoGen.Runtime.Tests;

/// <summary>An authority made for a test, and the certificates it gives out.</summary>
internal sealed class TestAuthority
{
    private static readonly Oid s_serverUse = new("1.3.6.1.5.5.7.3.1"), s_clientUse = new("1.3.6.1.5.5.7.3.2");

    private readonly X509Certificate2 _root;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public TestAuthority(string name = "Test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _root = request.CreateSelfSigned(_now.AddYears(-2), _now.AddYears(2));
    }

    /// <summary>What trusts this authority and no other.</summary>
    public X509Certificate2Collection Trust => [X509CertificateLoader.LoadCertificate(_root.RawData)];

    public X509Certificate2 Server(string name = "localhost", TimeSpan? validFor = null) => Issue(name, s_serverUse, validFor ?? TimeSpan.FromDays(1));

    public X509Certificate2 Client(string name = "device 1", TimeSpan? validFor = null) => Issue(name, s_clientUse, validFor ?? TimeSpan.FromDays(1));

    public SslStreamCertificateContext ServerContext(string name = "localhost") => SslStreamCertificateContext.Create(Server(name), null, offline: true);

    private X509Certificate2 Issue(string name, Oid use, TimeSpan validFor)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([use], false));
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address)) names.AddIpAddress(address);
        else if (use == s_serverUse) names.AddDnsName(name);
        if (use == s_serverUse) request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_root, _now.AddYears(-1), _now + validFor, RandomNumberGenerator.GetBytes(8));
        using var certificate = issued.CopyWithPrivateKey(key);
        // By way of a file's bytes: Windows cannot use keys that were never stored.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
