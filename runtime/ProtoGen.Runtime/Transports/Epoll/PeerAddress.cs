using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ProtoGen.Transports.Epoll;

/// <summary>
/// Where a peer is, as the system said it when the connection was accepted: three words instead of three objects, since hardly anybody asks, and
/// for most peers a <see cref="ShortAddress"/> is enough. A socket that was closed would not tell it any more.
/// </summary>
internal readonly struct PeerAddress
{
    /// <summary>Of the largest address read here, that of IPv6.</summary>
    public const int RawBytes = 28;

    private const ushort Internet = 2, InternetSix = 10;

    // A peer over a Unix socket has no name, as a rule.
    public static readonly EndPoint Nameless = new UnixDomainSocketEndPoint("/nameless").Create(new SocketAddress(AddressFamily.Unix, 2));

    // Before an address of IPv4 in one of IPv6.
    private static ReadOnlySpan<byte> MappedPrefix => [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF];

    private readonly ulong _first, _second;
    private readonly uint _scope;
    private readonly ushort _port;
    private readonly ushort _family;

    /// <param name="raw">A <c>sockaddr</c>: the family in the machine's order, the port in the network's.</param>
    public PeerAddress(ReadOnlySpan<byte> raw)
    {
        _family = MemoryMarshal.Read<ushort>(raw);
        if (_family is not (Internet or InternetSix)) return;
        _port = BinaryPrimitives.ReadUInt16BigEndian(raw[2..]);
        if (_family == Internet)
        {
            _first = MemoryMarshal.Read<uint>(raw[4..]);
            return;
        }

        _first = MemoryMarshal.Read<ulong>(raw[8..]);
        _second = MemoryMarshal.Read<ulong>(raw[16..]);
        _scope = MemoryMarshal.Read<uint>(raw[24..]);
    }

    /// <summary>The same in one word; false where it takes more.</summary>
    public bool TryShorten(out ShortAddress brief)
    {
        brief = new((uint)_first, _port, _family == Internet ? ShortAddressKind.Internet : ShortAddressKind.Nameless);
        if (_family != InternetSix) return true;
        Span<byte> bytes = stackalloc byte[16];
        CopyTo(bytes);
        brief = new(MemoryMarshal.Read<uint>(bytes[12..]), _port, ShortAddressKind.Mapped);
        return bytes.StartsWith(MappedPrefix) && _scope == 0;
    }

    public EndPoint ToEndPoint()
    {
        if (_family == Internet) return new IPEndPoint(new IPAddress((long)_first), _port);
        if (_family != InternetSix) return Nameless;
        Span<byte> bytes = stackalloc byte[16];
        CopyTo(bytes);
        return new IPEndPoint(new IPAddress(bytes, _scope), _port);
    }

    private void CopyTo(Span<byte> bytes)
    {
        MemoryMarshal.Write(bytes, in _first);
        MemoryMarshal.Write(bytes[8..], in _second);
    }
}
