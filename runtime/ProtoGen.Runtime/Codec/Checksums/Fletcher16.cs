namespace ProtoGen.Codec;

/// <summary>Fletcher's checksum of 16 bits: two sums modulo 255, the second in the high byte.</summary>
public static class Fletcher16
{
    // So many bytes keep the second sum below 2^32, the sums before them being below 255.
    private const int Round = 5802;

    /// <summary>Adds bytes to a checksum; the first checksum is 0.</summary>
    public static ushort Append(ushort checksum, ReadOnlySpan<byte> bytes)
    {
        uint low = (byte)checksum, high = (uint)checksum >> 8;
        while (!bytes.IsEmpty)
        {
            var round = bytes[..Math.Min(bytes.Length, Round)];
            foreach (var value in round) high += low += value;
            (low, high) = (low % 255, high % 255);
            bytes = bytes[round.Length..];
        }

        return (ushort)((high << 8) | low);
    }
}
