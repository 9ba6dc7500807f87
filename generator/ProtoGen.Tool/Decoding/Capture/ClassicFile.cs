namespace ProtoGen.Tool.Decoding.Capture;

/// <summary>pcap: a header, then packets with a header each.</summary>
internal static class ClassicFile
{
    private const uint Micro = 0xa1b2c3d4, Nano = 0xa1b23c4d;
    private const int FileHeader = 24, PacketHeader = 16;

    public static bool IsOne(ReadOnlySpan<byte> file) =>
        file.Length >= FileHeader && (PacketFile.ReadU32(file, 0, true) is Micro or Nano || PacketFile.ReadU32(file, 0, false) is Micro or Nano);

    public static IEnumerable<Packet> Read(ReadOnlyMemory<byte> file)
    {
        var isLittle = PacketFile.ReadU32(file.Span, 0, true) is Micro or Nano;
        var isNano = PacketFile.ReadU32(file.Span, 0, isLittle) == Nano;
        // The upper bits say how long a frame check is, where there is one.
        var link = (int)(PacketFile.ReadU32(file.Span, 20, isLittle) & 0x0FFF_FFFF);
        for (var at = FileHeader; file.Length - at >= PacketHeader;)
        {
            var (seconds, fraction) = (PacketFile.ReadU32(file.Span, at, isLittle), PacketFile.ReadU32(file.Span, at + 4, isLittle));
            var length = PacketFile.ReadU32(file.Span, at + 8, isLittle);
            at += PacketHeader;
            if (length > file.Length - at) yield break;
            var time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(isNano ? fraction / 100 : fraction * 10L);
            yield return new(time, link, file.Slice(at, (int)length));
            at += (int)length;
        }
    }
}
