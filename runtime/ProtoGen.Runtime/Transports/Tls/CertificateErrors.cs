using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ProtoGen.Transports.Tls;

/// <summary>Says in words what is wrong with a certificate.</summary>
internal static class CertificateErrors
{
    private const X509ChainStatusFlags Untrusted = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    public static List<string> Describe(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, string? target)
    {
        var reasons = new List<string>();
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0) reasons.Add($"it is for {Names(certificate)}, not for '{target}'");
        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) == 0 || chain is null) return reasons;

        foreach (var element in chain.ChainElements)
        {
            foreach (var status in element.ChainElementStatus)
            {
                var reason = Describe(element.Certificate, status, isShown: element.Certificate.Equals(certificate));
                if (!reasons.Contains(reason)) reasons.Add(reason);
            }
        }

        return reasons;
    }

    private static string Describe(X509Certificate2 certificate, X509ChainStatus status, bool isShown)
    {
        var it = isShown ? "it" : $"its authority {certificate.Subject}";
        if ((status.Status & Untrusted) != 0) return $"its authority ({certificate.Issuer}) is not trusted";
        if ((status.Status & X509ChainStatusFlags.Revoked) != 0) return $"{it} was revoked";
        if ((status.Status & X509ChainStatusFlags.NotTimeValid) == 0) return $"{it} is unfit ({status.Status}: {status.StatusInformation.Trim()})";

        // The chain is judged by the system's clock, whatever clock the application has.
        var isOver = certificate.NotAfter.ToUniversalTime() < TimeProvider.System.GetUtcNow().UtcDateTime;
        return isOver ? $"{it} expired on {Date(certificate.NotAfter)}" : $"{it} is not valid before {Date(certificate.NotBefore)}";
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = new List<string>();
        foreach (var extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            names.AddRange(extension.EnumerateDnsNames().Select(name => $"'{name}'"));
            names.AddRange(extension.EnumerateIPAddresses().Select(address => $"'{address}'"));
        }

        return names.Count == 0 ? $"'{certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)}'" : string.Join(", ", names);
    }

    private static string Date(DateTime date) => date.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
