using ProtoGen.Transports;

namespace ProtoGen.Client;

/// <summary>
/// The order in which endpoints are tried: tier after tier, those of a tier in random order, so that a crowd of clients spreads over them. The
/// one just lost comes last of all.
/// </summary>
internal static class EndpointSweep
{
    public static List<EndpointAddress> Order(EndpointAddress[][] tiers, EndpointAddress? lost, Func<double> lot)
    {
        var order = new List<EndpointAddress>();
        foreach (var tier in tiers)
        {
            var start = order.Count;
            foreach (var endpoint in tier)
            {
                if (endpoint == lost) continue;
                // Each endpoint in turn is put at a random place among those before it.
                var place = start + Math.Min((int)(lot() * (order.Count - start + 1)), order.Count - start);
                order.Insert(place, endpoint);
            }
        }

        if (lost is not null) order.Add(lost);
        return order;
    }

    /// <summary>Endpoints as users write them: a text is a tier; those of one tier stand between commas.</summary>
    /// <exception cref="ArgumentException">One is malformed, or there is none.</exception>
    public static EndpointAddress[][] Parse(ReadOnlySpan<string> endpoints)
    {
        if (endpoints.IsEmpty) throw new ArgumentException("A client needs an endpoint, such as tcp://localhost:9089.", nameof(endpoints));
        var tiers = new EndpointAddress[endpoints.Length][];
        for (var index = 0; index < tiers.Length; index++)
        {
            ArgumentException.ThrowIfNullOrEmpty(endpoints[index], nameof(endpoints));
            tiers[index] = Array.ConvertAll(endpoints[index].Split(',', StringSplitOptions.TrimEntries), EndpointAddress.Parse);
        }

        return tiers;
    }
}
