using System.Buffers.Binary;

namespace ProtoGen.Tool.Decoding.Capture;

/// <summary>A file of captured packets: pcap or pcapng. What is cut off at its end is left out.</summary>
internal static class PacketFile
{
    public static bool IsOne(ReadOnlySpan<byte> file) => ClassicFile.IsOne(file) || BlockFile.IsOne(file);

    public static IEnumerable<Packet> Read(ReadOnlyMemory<byte> file) => BlockFile.IsOne(file.Span) ? BlockFile.Read(file) : ClassicFile.Read(file);

    public static uint ReadU32(ReadOnlySpan<byte> bytes, int offset, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[offset..]);

    public static ushort ReadU16(ReadOnlySpan<byte> bytes, int offset, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]) : BinaryPrimitives.ReadUInt16BigEndian(bytes[offset..]);
}
