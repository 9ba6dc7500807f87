using ProtoGen.Transports;

namespace ProtoGen.Client;

/// <summary>The order in which endpoints are tried: as given, but the one just lost comes last.</summary>
internal static class EndpointSweep
{
    public static IEnumerable<EndpointAddress> Order(EndpointAddress[] endpoints, EndpointAddress? lost)
    {
        foreach (var endpoint in endpoints)
        {
            if (endpoint != lost) yield return endpoint;
        }

        if (lost is not null) yield return lost;
    }
}
