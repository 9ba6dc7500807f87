using ProtoGen.Schema.Model;

namespace ProtoGen.Fuzz.Values;

/// <summary>Numbers of any width; small ones and the ends of the range come often.</summary>
internal static class RandomNumbers
{
    public static FieldValue Of(FieldType type, Random random) => type switch
    {
        IntegerType whole => new IntegerValue(Whole(whole, random)),
        VarintType varint => new IntegerValue(Whole(varint.Value, random)),
        FloatType number => new FloatValue(BitConverter.DoubleToInt64Bits(Float(number, random))),
        _ => throw new NotSupportedException(type.GetType().Name),
    };

    private static WireInteger Whole(IntegerType type, Random random)
    {
        switch (random.Next(6))
        {
            case 0: return type.Min;
            case 1: return type.Max;
            case 2: return new(random.Next(256) % (type.Signed ? 128L : 256L));
            case 3: return new(random.Next(8));
        }

        var bits = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        var unused = 64 - (type.Size * 8);
        return type.Signed ? new((long)bits >> unused) : new(bits >> unused);
    }

    private static double Float(FloatType type, Random random)
    {
        var special = random.Next(8) switch { 0 => double.PositiveInfinity, 1 => -0.0, 2 => 0.0, 3 => double.NegativeInfinity, _ => (double?)null };
        var value = special ?? (random.NextDouble() - 0.5) * 1000;
        return type.Size switch { 2 => (double)(Half)value, 4 => (float)value, _ => value };
    }
}
