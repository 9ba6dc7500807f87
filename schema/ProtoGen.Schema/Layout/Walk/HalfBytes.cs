namespace ProtoGen.Schema.Layout.Walk;

/// <summary>IEEE 754 numbers of two bytes; this platform has no type for them.</summary>
internal static class HalfBytes
{
    private const int FractionBits = 10, DoubleFractionBits = 52, Bias = 15, DoubleBias = 1023, LargestExponent = 31;
    private const ulong DoubleFraction = (1UL << DoubleFractionBits) - 1;

    /// <summary>The bits of the double of the same value; those of a NaN are kept.</summary>
    public static ulong Widen(uint half)
    {
        var sign = (ulong)(half & 0x8000) << 48;
        var exponent = (int)(half >> FractionBits) & LargestExponent;
        var fraction = (ulong)half & 0x3FF;
        if (exponent == LargestExponent) return sign | 0x7FF0_0000_0000_0000 | (fraction << (DoubleFractionBits - FractionBits));
        if (exponent != 0) return sign | ((ulong)(exponent - Bias + DoubleBias) << DoubleFractionBits) | (fraction << (DoubleFractionBits - FractionBits));
        return sign | (ulong)BitConverter.DoubleToInt64Bits(fraction / 16777216.0);   // subnormal: fraction times two to the -24
    }

    /// <summary>The bits of the nearest half, ties to even; those of a NaN are cut.</summary>
    public static uint Narrow(ulong bits)
    {
        var sign = (uint)(bits >> 48) & 0x8000;
        var exponent = (int)(bits >> DoubleFractionBits) & 0x7FF;
        var fraction = bits & DoubleFraction;
        if (exponent == 0x7FF) return sign | 0x7C00 | (uint)(fraction >> (DoubleFractionBits - FractionBits));

        // In units of the last place of the half: subnormals share the smallest exponent's.
        var magnitude = Math.Abs(BitConverter.Int64BitsToDouble((long)bits));
        var place = Math.Max(exponent - DoubleBias, 1 - Bias) - FractionBits;
        var units = (uint)Math.Round(magnitude / Math.Pow(2, place), MidpointRounding.ToEven);
        if (exponent - DoubleBias > Bias) return sign | 0x7C00;
        return sign | (units + ((uint)(place + FractionBits + Bias - 1) << FractionBits));
    }

    /// <summary>The value of the nearest half.</summary>
    public static double Nearest(double value) => BitConverter.Int64BitsToDouble((long)Widen(Narrow((ulong)BitConverter.DoubleToInt64Bits(value))));
}
