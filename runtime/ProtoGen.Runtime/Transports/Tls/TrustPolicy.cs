using System.Security.Cryptography.X509Certificates;

namespace ProtoGen.Transports.Tls;

/// <summary>Whom to trust instead of the system's authorities.</summary>
internal static class TrustPolicy
{
    /// <summary>Null for the system's.</summary>
    public static X509ChainPolicy? For(X509Certificate2Collection? authorities, X509RevocationMode revocation)
    {
        if (authorities is null) return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = revocation };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
