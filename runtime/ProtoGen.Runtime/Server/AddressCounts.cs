using System.Net;
using System.Net.Sockets;

namespace ProtoGen.Server;

/// <summary>How many connections each address has. An IPv6 subscriber has a whole network of 64 bits, so that counts as one address.</summary>
internal sealed class AddressCounts(int most)
{
    private readonly Dictionary<UInt128, int> _counts = [];

    public bool TryEnter(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address }) return true;
        var key = KeyOf(address);
        lock (_counts)
        {
            var count = _counts.GetValueOrDefault(key);
            if (count >= most) return false;
            _counts[key] = count + 1;
            return true;
        }
    }

    public void Leave(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address }) return;
        var key = KeyOf(address);
        lock (_counts)
        {
            if (_counts[key] == 1) _counts.Remove(key);
            else _counts[key]--;
        }
    }

    private static UInt128 KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        var isNetwork = address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false };
        address.MapToIPv6().TryWriteBytes(bytes, out _);
        if (isNetwork) bytes[8..].Clear();
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
