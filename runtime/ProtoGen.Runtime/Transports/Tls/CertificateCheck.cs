using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ProtoGen.Transports.Tls;

/// <summary>Decides about the peer's certificate in one handshake, and remembers in words why it was refused.</summary>
/// <param name="target">The name it must be for; null for a client's.</param>
/// <param name="isRequired">Whether there must be one.</param>
/// <param name="custom">The application's decision, if it makes one.</param>
internal sealed class CertificateCheck(string? target, bool isRequired, RemoteCertificateValidationCallback? custom)
{
    private string Peer => target is null ? "client" : "server";

    /// <summary>Why the certificate was refused; null if it was not.</summary>
    public string? Refusal { get; private set; }

    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown)
        {
            if (isRequired) Refusal = $"the {Peer} shows no certificate";
            return !isRequired;
        }

        if (custom is not null ? custom(sender, certificate, chain, errors) : errors == SslPolicyErrors.None) return true;
        var reasons = CertificateErrors.Describe(shown, chain, errors, target);
        if (reasons.Count == 0) reasons.Add("the application does not accept it");
        Refusal = $"the {Peer}'s certificate ({shown.Subject}) is refused: {string.Join("; ", reasons)}";
        return false;
    }
}
