using System.Buffers.Binary;

namespace ProtoGen.Tool.Decoding.Capture;

/// <summary>pcapng: blocks, among them one for each interface and one for each packet; each section has a byte order of its own.</summary>
internal static class BlockFile
{
    private const uint Section = 0x0a0d0d0a, Interface = 1, SimplePacket = 3, EnhancedPacket = 6;
    private const uint ByteOrderMark = 0x1a2b3c4d;
    private const int Head = 8;
    private const int ResolutionOption = 9;

    public static bool IsOne(ReadOnlySpan<byte> file) => file.Length >= 28 && PacketFile.ReadU32(file, 0, true) == Section;

    public static IEnumerable<Packet> Read(ReadOnlyMemory<byte> file)
    {
        var isLittle = true;
        var interfaces = new List<(int Link, double TicksPerUnit)>();
        for (var at = 0; file.Length - at >= Head + 4;)
        {
            var type = PacketFile.ReadU32(file.Span, at, isLittle);
            if (type == Section)
            {
                isLittle = BinaryPrimitives.ReadUInt32LittleEndian(file.Span[(at + Head)..]) == ByteOrderMark;
                interfaces.Clear();
            }

            var length = PacketFile.ReadU32(file.Span, at + 4, isLittle);
            if (length < Head + 4 || length > file.Length - at) yield break;
            var body = file.Slice(at + Head, (int)length - Head - 4);
            if (type == Interface && body.Length >= 8) interfaces.Add((PacketFile.ReadU16(body.Span, 0, isLittle), TicksPerUnit(body.Span[8..], isLittle)));
            if (type == EnhancedPacket && Enhanced(body, interfaces, isLittle) is { } packet) yield return packet;
            if (type == SimplePacket && body.Length >= 4 && interfaces.Count > 0) yield return new(DateTimeOffset.UnixEpoch, interfaces[0].Link, body[4..]);
            at += (int)length;
        }
    }

    private static Packet? Enhanced(ReadOnlyMemory<byte> body, List<(int Link, double TicksPerUnit)> interfaces, bool isLittle)
    {
        if (body.Length < 20) return null;
        var (which, high, low) = (PacketFile.ReadU32(body.Span, 0, isLittle), PacketFile.ReadU32(body.Span, 4, isLittle), PacketFile.ReadU32(body.Span, 8, isLittle));
        var length = PacketFile.ReadU32(body.Span, 12, isLittle);
        if (which >= interfaces.Count || length > body.Length - 20) return null;
        var (link, ticks) = interfaces[(int)which];
        var units = ((ulong)high << 32) | low;
        return new(DateTimeOffset.UnixEpoch.AddTicks((long)(units * ticks)), link, body.Slice(20, (int)length));
    }

    /// <summary>The unit of time: microseconds unless an option says otherwise, in powers of ten or, with the high bit, of two.</summary>
    private static double TicksPerUnit(ReadOnlySpan<byte> options, bool isLittle)
    {
        while (options.Length >= 4)
        {
            var (code, length) = (PacketFile.ReadU16(options, 0, isLittle), PacketFile.ReadU16(options, 2, isLittle));
            if (code == 0 || options.Length < 4 + length) break;
            if (code == ResolutionOption && length == 1)
            {
                var value = options[4];
                return TimeSpan.TicksPerSecond / ((value & 0x80) != 0 ? Math.Pow(2, value & 0x7f) : Math.Pow(10, value));
            }

            options = options[Math.Min(options.Length, 4 + ((length + 3) / 4 * 4))..];
        }

        return TimeSpan.TicksPerMicrosecond;
    }
}
