using System.Numerics;
using System.Runtime.InteropServices;

namespace ProtoGen.Codec;

/// <summary>The sum of bytes, modulo 2^32. Its low byte is <c>sum8</c>, its low two bytes are <c>sum16</c>.</summary>
public static class ByteSum
{
    // So many sums of two bytes fit 16 bits.
    private const int Round = 128;

    /// <summary>Adds bytes to a sum; the first sum is 0.</summary>
    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        bytes = bytes[(vectors.Length * Vector<byte>.Count)..];
        while (!vectors.IsEmpty)
        {
            var round = vectors[..Math.Min(vectors.Length, Round)];
            var sums = Vector<ushort>.Zero;
            foreach (var vector in round)
            {
                Vector.Widen(vector, out var low, out var high);
                sums += low + high;
            }

            Vector.Widen(sums, out var lowSums, out var highSums);
            sum += Vector.Sum(lowSums + highSums);
            vectors = vectors[round.Length..];
        }

        foreach (var value in bytes) sum += value;
        return sum;
    }
}
