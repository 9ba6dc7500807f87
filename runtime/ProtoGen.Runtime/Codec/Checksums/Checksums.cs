namespace ProtoGen.Codec;

/// <summary>Checks over a range of bytes and, where a message has some, its extra bytes: what emitted code calls.</summary>
public static class Checksums
{
    /// <summary>A cyclic redundancy check.</summary>
    public static ulong Crc(Crc crc, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> extra) => crc.Finish(crc.Append(crc.Append(crc.Start, bytes), extra));

    /// <summary>The low bits of the sum of all bytes, or of its two's complement.</summary>
    public static ulong Sum(int bits, bool negated, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> extra)
    {
        var sum = (ulong)ByteSum.Append(ByteSum.Append(0, bytes), extra);
        return unchecked(negated ? 0 - sum : sum) & (ulong.MaxValue >> (64 - bits));
    }

    /// <summary>The exclusive or of all bytes.</summary>
    public static ulong Xor(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> extra) => ByteXor.Append(ByteXor.Append(0, bytes), extra);

    /// <summary>Fletcher's sum modulo 255.</summary>
    public static ulong Fletcher16(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> extra) => Codec.Fletcher16.Append(Codec.Fletcher16.Append(0, bytes), extra);

    /// <summary>Adler's sum (RFC 1950).</summary>
    public static ulong Adler32(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> extra) => Codec.Adler32.Append(Codec.Adler32.Append(Codec.Adler32.Start, bytes), extra);
}
