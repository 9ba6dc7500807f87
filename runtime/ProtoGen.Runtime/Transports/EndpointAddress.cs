using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Transports;

/// <summary>Where to listen or connect to: <c>tcp://host:port</c>, <c>tls://host:port</c>, <c>unix:///path</c>, or what somebody else knows how to reach.</summary>
/// <param name="Text">As it was given.</param>
internal abstract record EndpointAddress(string Text)
{
    /// <summary>The address or name before it is looked up; null where only its text is known.</summary>
    public abstract EndPoint? ToEndPoint();

    /// <exception cref="ArgumentException">The text is no such address.</exception>
    public static EndpointAddress Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var end = text.IndexOf("://", StringComparison.Ordinal);
        if (end <= 0) throw Malformed(text);
        var rest = text.AsSpan(end + 3);
        return text[..end].ToLowerInvariant() switch
        {
            "tcp" => ParseTcp(rest, isSecure: false, text),
            _ => throw Malformed(text),
        };
    }

    private static TcpAddress ParseTcp(ReadOnlySpan<char> rest, bool isSecure, string text)
    {
        rest = rest.TrimEnd('/');
        var colon = rest.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(rest[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)) throw Malformed(text);

        var host = rest[..colon];
        if (host is ['[', .., ']']) host = host[1..^1];
        else if (host.Contains(':')) throw Malformed(text);
        return new(host.ToString(), port, isSecure, text);
    }

    private static UnixAddress ParseUnix(ReadOnlySpan<char> rest, string text)
    {
        // On Windows the path begins behind the third slash.
        var path = OperatingSystem.IsWindows() && rest is ['/', _, ':', ..] ? rest[1..] : rest;
        if (!Path.IsPathFullyQualified(path)) throw Malformed(text);
        try
        {
            return new(new UnixDomainSocketEndPoint(path.ToString()), path.ToString(), text);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ArgumentException($"The path of '{text}' is too long; the system allows about 100 bytes.", nameof(text));
        }
    }

    private static ArgumentException Malformed(string text) => new(
        $"'{text}' is no endpoint; it should look like tcp://localhost:9089, tcp://[::1]:9089, tcp://*:9089, tls://example.org:9443 or unix:///run/device.sock.",
        nameof(text));
}

/// <summary>A TCP port; the host may be a name, an address, <c>[::1]</c>, or <c>*</c> for all.</summary>
internal sealed record TcpAddress(string Host, int Port, bool IsSecure, string Text) : EndpointAddress(Text)
{
    public bool IsAny => Host is "*" or "+";

    public bool IsLocalhost => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>The addresses to try, in order. An address is not looked up, so it never waits.</summary>
    public async ValueTask<IPAddress[]> ResolveAsync(CancellationToken cancel)
    {
        if (IPAddress.TryParse(Host, out var address)) return [address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address];
        // The system's resolver cannot be interrupted; it goes on alone for as long as it likes.
        return await Dns.GetHostAddressesAsync(Host, cancel).WaitAsync(cancel).ConfigureAwait(false);
    }

    public override EndPoint ToEndPoint() => IPAddress.TryParse(Host, out var address) ? new IPEndPoint(address, Port) : new DnsEndPoint(Host, Port);
}

/// <summary>A Unix domain socket.</summary>
internal sealed record UnixAddress(UnixDomainSocketEndPoint EndPoint, string Path, string Text) : EndpointAddress(Text)
{
    public override EndPoint ToEndPoint() => EndPoint;
}

/// <summary>An address of another scheme, which the application knows how to reach.</summary>
internal sealed record ForeignAddress(string Text) : EndpointAddress(Text)
{
    public override EndPoint? ToEndPoint() => null;
}
