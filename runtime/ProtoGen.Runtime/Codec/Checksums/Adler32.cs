namespace ProtoGen.Codec;

/// <summary>Adler's checksum of 32 bits (RFC 1950): two sums modulo 65,521, the second in the high half.</summary>
public static class Adler32
{
    /// <summary>The checksum of no bytes.</summary>
    public const uint Start = 1;

    private const uint Modulus = 65521;

    // So many bytes keep the second sum below 2^32, the sums before them being below the modulus.
    private const int Round = 5552;

    /// <summary>Adds bytes to a checksum; the first checksum is <see cref="Start"/>.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        uint low = checksum & 0xFFFF, high = checksum >> 16;
        while (!bytes.IsEmpty)
        {
            var round = bytes[..Math.Min(bytes.Length, Round)];
            foreach (var value in round) high += low += value;
            (low, high) = (low % Modulus, high % Modulus);
            bytes = bytes[round.Length..];
        }

        return (high << 16) | low;
    }
}
