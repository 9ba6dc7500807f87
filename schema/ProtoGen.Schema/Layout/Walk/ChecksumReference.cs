using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Every checksum of the model as its definition says it: slow, and independent of what emitted code uses.</summary>
public static class ChecksumReference
{
    /// <summary>The check of some bytes.</summary>
    public static ulong Compute(Checksum checksum, IReadOnlyCollection<byte> bytes) => checksum switch
    {
        CrcChecksum crc => CrcReference.Compute(crc.Algorithm, bytes),
        SumChecksum sum => Sum(sum, bytes),
        XorChecksum => bytes.Aggregate(0UL, (all, value) => all ^ value),
        FletcherChecksum => TwoSums(bytes, first: 0, modulus: 255, shift: 8),
        AdlerChecksum => TwoSums(bytes, first: 1, modulus: 65521, shift: 16),
        _ => throw new NotSupportedException(checksum.GetType().Name),
    };

    private static ulong Sum(SumChecksum sum, IEnumerable<byte> bytes)
    {
        var total = bytes.Aggregate(0UL, (all, value) => all + value);
        return unchecked(sum.Negated ? 0 - total : total) & (ulong.MaxValue >> (64 - sum.Bits));
    }

    /// <summary>A sum, and in the high half the sum of what that sum was after each byte.</summary>
    private static ulong TwoSums(IEnumerable<byte> bytes, ulong first, ulong modulus, int shift)
    {
        var (low, high) = (first, 0UL);
        foreach (var value in bytes)
        {
            low = (low + value) % modulus;
            high = (high + low) % modulus;
        }

        return (high << shift) | low;
    }
}
