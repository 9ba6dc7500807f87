using System.Buffers.Binary;

namespace ProtoGen.Tool.Decoding.Capture;

/// <summary>What stands before the IP packet: by the numbers of https://www.tcpdump.org/linktypes.html.</summary>
internal static class LinkLayer
{
    private const ushort Ipv4 = 0x0800, Ipv6 = 0x86dd, Vlan = 0x8100, ServiceVlan = 0x88a8;

    /// <summary>The IP packet; null where there is none.</summary>
    public static ReadOnlyMemory<byte>? Strip(Packet packet) => packet.LinkType switch
    {
        1 => Typed(packet.Bytes, 12),
        113 => Typed(packet.Bytes, 14),                                     // Linux cooked
        276 => packet.Bytes.Length >= 20 && IsIp(Type(packet.Bytes, 0)) ? packet.Bytes[20..] : null,   // Linux cooked, version 2
        0 or 108 => packet.Bytes.Length >= 4 ? packet.Bytes[4..] : null,    // loopback, the family in the order of the host or of the network
        12 or 14 or 101 or 228 or 229 => packet.Bytes,                      // raw IP
        _ => null,
    };

    public static bool Knows(int linkType) => linkType is 0 or 1 or 12 or 14 or 101 or 108 or 113 or 228 or 229 or 276;

    private static ReadOnlyMemory<byte>? Typed(ReadOnlyMemory<byte> bytes, int at)
    {
        while (bytes.Length >= at + 2 && Type(bytes, at) is Vlan or ServiceVlan) at += 4;
        return bytes.Length >= at + 2 && IsIp(Type(bytes, at)) ? bytes[(at + 2)..] : null;
    }

    private static bool IsIp(ushort type) => type is Ipv4 or Ipv6;

    private static ushort Type(ReadOnlyMemory<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[at..]);
}
