using System.Globalization;
using System.Net;

namespace ProtoGen.Transports;

/// <summary>Where to listen or connect to: <c>tcp://host:port</c>; the host may be a name, an address, <c>[::1]</c>, or <c>*</c> for all.</summary>
internal sealed record EndpointAddress(string Host, int Port, string Text)
{
    private const string Scheme = "tcp://";

    /// <exception cref="ArgumentException">The text is no such address.</exception>
    public static EndpointAddress Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) throw Malformed(text);

        var rest = text.AsSpan(Scheme.Length).TrimEnd('/');
        var colon = rest.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)) throw Malformed(text);

        var host = rest[..colon];
        if (host is ['[', .., ']']) host = host[1..^1];
        else if (host.Contains(':')) throw Malformed(text);
        return new(host.ToString(), port, text);
    }

    /// <summary>The addresses to try, in order. An address is not looked up, so it never waits.</summary>
    public async ValueTask<IPAddress[]> ResolveAsync(CancellationToken cancel)
    {
        if (Host is "*" or "+") return [IPAddress.IPv6Any];
        if (IPAddress.TryParse(Host, out var address)) return [address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address];
        // The system's resolver cannot be interrupted; it goes on alone for as long as it likes.
        return await Dns.GetHostAddressesAsync(Host, cancel).WaitAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The address or name before it is looked up.</summary>
    public EndPoint ToEndPoint() => IPAddress.TryParse(Host, out var address) ? new IPEndPoint(address, Port) : new DnsEndPoint(Host, Port);

    private static ArgumentException Malformed(string text) =>
        new($"'{text}' is no endpoint; it should look like tcp://localhost:9089, tcp://[::1]:9089 or tcp://*:9089.", nameof(text));
}
