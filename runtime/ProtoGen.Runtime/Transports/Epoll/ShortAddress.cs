using System.Net;

namespace ProtoGen.Transports.Epoll;

/// <summary>Where a peer with an address of IPv4 is, or one without a name, in one word; as IPv6 maps it where the listening socket is one of IPv6.</summary>
internal readonly struct ShortAddress(uint address, ushort port, ShortAddressKind kind)
{
    public EndPoint ToEndPoint() => kind switch
    {
        ShortAddressKind.Internet => new IPEndPoint(new IPAddress(address), port),
        ShortAddressKind.Mapped => new IPEndPoint(new IPAddress(address).MapToIPv6(), port),
        _ => PeerAddress.Nameless,
    };
}

/// <summary>What a <see cref="ShortAddress"/> is short for.</summary>
internal enum ShortAddressKind : ushort
{
    Nameless,
    Internet,
    Mapped,
}
