using System.Buffers.Binary;
using System.Net;

namespace ProtoGen.Tool.Decoding.Capture;

/// <summary>A TCP segment.</summary>
internal readonly record struct Segment(DateTimeOffset Time, IPEndPoint From, IPEndPoint To, uint Sequence, TcpFlags Flags, ReadOnlyMemory<byte> Payload, int Missing)
{
    private const int Tcp = 6, SmallestHeader = 20;

    /// <summary>The segment in a packet; null where the packet has none.</summary>
    public static Segment? Of(Packet packet)
    {
        if (LinkLayer.Strip(packet) is not { Length: > 0 } network) return null;
        return (network.Span[0] >> 4) switch { 4 => OfIpv4(packet, network), 6 => OfIpv6(packet, network), _ => null };
    }

    private static Segment? OfIpv4(Packet packet, ReadOnlyMemory<byte> network)
    {
        if (network.Length < 20) return null;
        var bytes = network.Span;
        var (header, total) = ((bytes[0] & 0xf) * 4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        var isFragment = (BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x3fff) != 0;
        if (bytes[9] != Tcp || isFragment || header < 20 || header > network.Length) return null;
        // A network card that cuts segments itself leaves the length 0.
        var size = total == 0 ? network.Length : total;
        return OfTcp(packet, new(bytes[12..16]), new(bytes[16..20]), network[header..Math.Min(network.Length, Math.Max(header, size))], size - header);
    }

    private static Segment? OfIpv6(Packet packet, ReadOnlyMemory<byte> network)
    {
        if (network.Length < 40) return null;
        var bytes = network.Span;
        var (next, at) = (bytes[6], 40);
        var payload = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        var size = payload == 0 ? network.Length : payload + 40;
        // Hop by hop, routing, destination options.
        while (next is 0 or 43 or 60 && network.Length >= at + 8) (next, at) = (bytes[at], at + ((bytes[at + 1] + 1) * 8));
        return next != Tcp || at > network.Length ? null : OfTcp(packet, new(bytes[8..24]), new(bytes[24..40]), network[at..Math.Min(network.Length, Math.Max(at, size))], size - at);
    }

    private static Segment? OfTcp(Packet packet, IPAddress from, IPAddress to, ReadOnlyMemory<byte> transport, int size)
    {
        if (transport.Length < SmallestHeader) return null;
        var bytes = transport.Span;
        var header = (bytes[12] >> 4) * 4;
        if (header < SmallestHeader || header > transport.Length) return null;
        var (source, target) = (BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        return new(packet.Time, new(from, source), new(to, target), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), (TcpFlags)bytes[13], transport[header..], Math.Max(0, size - transport.Length));
    }
}

/// <summary>The bits of a segment that matter here.</summary>
[Flags]
internal enum TcpFlags
{
    None = 0,
    Fin = 1,
    Syn = 2,
    Reset = 4,
    Ack = 16,
}
