using System.Buffers.Binary;
using System.Net;

namespace ProtoGen.Tool.Tests.Capture;

/// <summary>Writes captures: TCP segments behind any link layer, as pcap or pcapng.</summary>
internal sealed class TestCapture(int linkType = 1, bool isIpv6 = false, bool isBlocks = false, int serverPort = 9089)
{
    private int _clientPort = 40000;
    private readonly List<byte[]> _packets = [];
    private uint _client = 0xFFFF_FFF0, _server = 7000;   // the client's numbers soon begin again at 0

    public byte[] File => isBlocks ? Blocks() : Classic();

    /// <summary>The handshake.</summary>
    public TestCapture Open()
    {
        Add(true, _client++, [], 2);
        Add(false, _server++, [], 0x12);
        Add(true, _client, [], 0x10);
        return this;
    }

    /// <summary>Another connection, of one message and an empty handshake.</summary>
    public TestCapture OpenNext()
    {
        _clientPort++;
        (_client, _server) = (1000, 7000);
        return Open();
    }

    /// <summary>Bytes of the client in segments of at most so many bytes.</summary>
    public TestCapture FromClient(byte[] bytes, int segment = 1400)
    {
        foreach (var part in bytes.Chunk(segment)) SendClient(part);
        return this;
    }

    public TestCapture FromServer(byte[] bytes, int segment = 1400)
    {
        foreach (var part in bytes.Chunk(segment))
        {
            Add(false, _server, part, 0x18);
            _server += (uint)part.Length;
        }

        return this;
    }

    /// <summary>Two halves of the client's in the wrong order, then the first one again.</summary>
    public TestCapture Disordered(byte[] bytes)
    {
        var half = bytes.Length / 2;
        Add(true, _client + (uint)half, bytes[half..], 0x18);
        Add(true, _client, bytes[..half], 0x18);
        Add(true, _client, bytes[..half], 0x18);
        _client += (uint)bytes.Length;
        return this;
    }

    /// <summary>Bytes of the client that nobody captured.</summary>
    public TestCapture Lost(int count)
    {
        _client += (uint)count;
        return this;
    }

    /// <summary>Bytes of the client of which only the first were captured.</summary>
    public TestCapture Cut(byte[] bytes, int kept)
    {
        SendClient(bytes);
        _packets[^1] = _packets[^1][..^(bytes.Length - kept)];
        return this;
    }

    private void SendClient(byte[] part)
    {
        Add(true, _client, part, 0x18);
        _client += (uint)part.Length;
    }

    private void Add(bool isClient, uint sequence, byte[] payload, byte flags)
    {
        var (from, to) = isIpv6 ? (IPAddress.Parse("fd00::1"), IPAddress.Parse("fd00::2")) : (IPAddress.Parse("10.0.0.1"), IPAddress.Parse("10.0.0.2"));
        if (!isClient) (from, to) = (to, from);
        var tcp = new byte[24 + payload.Length];   // with an option of four bytes
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)(isClient ? _clientPort : serverPort));
        BinaryPrimitives.WriteUInt16BigEndian(tcp.AsSpan(2), (ushort)(isClient ? serverPort : _clientPort));
        BinaryPrimitives.WriteUInt32BigEndian(tcp.AsSpan(4), sequence);
        tcp[12] = 6 << 4;
        tcp[13] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(tcp.AsSpan(14), 0xFFFF);
        tcp.AsSpan(20, 4).Fill(1);
        payload.CopyTo(tcp, 24);
        _packets.Add([.. Link(), .. isIpv6 ? Ipv6(from, to, tcp.Length) : Ipv4(from, to, tcp.Length), .. tcp]);
    }

    private byte[] Link()
    {
        byte[] type = isIpv6 ? [0x86, 0xdd] : [8, 0];
        return linkType switch
        {
            1 => [.. new byte[12], 0x81, 0, 0, 5, .. type],                 // with a VLAN tag
            113 => [0, 0, 3, 4, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, .. type],
            276 => [.. type, 0, 0, 0, 0, 0, 1, 3, 4, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0],
            0 => [2, 0, 0, 0],
            _ => [],
        };
    }

    private static byte[] Ipv4(IPAddress from, IPAddress to, int length)
    {
        var header = new byte[20];
        header[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(20 + length));
        (header[8], header[9]) = (64, 6);
        from.GetAddressBytes().CopyTo(header, 12);
        to.GetAddressBytes().CopyTo(header, 16);
        return header;
    }

    private static byte[] Ipv6(IPAddress from, IPAddress to, int length)
    {
        var header = new byte[48];                                          // with an option for every hop
        header[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), (ushort)(8 + length));
        (header[6], header[7]) = (0, 64);
        from.GetAddressBytes().CopyTo(header, 8);
        to.GetAddressBytes().CopyTo(header, 24);
        header[40] = 6;
        return header;
    }

    private byte[] Classic()
    {
        var file = new MemoryStream();
        Write(file, 0xa1b2c3d4, 0x0004_0002, 0, 0, 65535, (uint)linkType);
        for (var index = 0; index < _packets.Count; index++)
        {
            Write(file, 1_700_000_000, (uint)index, (uint)_packets[index].Length, 65535);
            file.Write(_packets[index]);
        }

        return file.ToArray();
    }

    private byte[] Blocks()
    {
        var file = new MemoryStream();
        Write(file, 0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xFFFFFFFF, 0xFFFFFFFF, 28);
        Write(file, 1, 32, (uint)linkType, 0, 0x0001_0009, 9, 0, 32);       // in nanoseconds
        foreach (var packet in _packets)
        {
            var padded = (packet.Length + 3) / 4 * 4;
            Write(file, 6, (uint)(32 + padded), 0, 0x1797_9cfe, 0, (uint)packet.Length, 65535);
            file.Write(packet);
            file.Write(new byte[padded - packet.Length]);
            Write(file, (uint)(32 + padded));
        }

        return file.ToArray();
    }

    private static void Write(MemoryStream file, params uint[] numbers)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
            file.Write(bytes);
        }
    }
}
