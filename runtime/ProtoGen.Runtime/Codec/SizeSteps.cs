namespace ProtoGen.Codec;

/// <summary>
/// Arithmetic between a value and the size it says, on 64-bit integers. What overflows or leaves a remainder is <see cref="None"/>,
/// which stays what it is and is refused as a size and as a value.
/// </summary>
public static class SizeSteps
{
    /// <summary>No number.</summary>
    public const long None = long.MinValue;

    /// <summary>No use of a value needs any: all that it speaks of is absent.</summary>
    public const long Unused = long.MaxValue;

    /// <summary>Two uses of a value need different ones.</summary>
    public const long Unequal = long.MinValue + 1;

    /// <summary>The value that two uses need.</summary>
    public static long Agree(long left, long right) => left == right || right == Unused ? left : left == Unused ? right : Unequal;

    /// <summary>What a value is that nothing uses.</summary>
    public static long OrZero(long value) => value == Unused ? 0 : value;

    /// <summary><c>a + n</c>; <c>a - n</c> where <paramref name="operand"/> is negative.</summary>
    public static long Add(long value, long operand)
    {
        if (value == None) return None;
        var sum = unchecked(value + operand);
        return (value ^ sum) < 0 && (operand ^ sum) < 0 ? None : sum;
    }

    /// <summary><c>a * n</c>.</summary>
    public static long Multiply(long value, long operand)
    {
        if (value == None) return None;
        var product = Math.BigMul(value, operand);
        return product > long.MaxValue || product <= long.MinValue ? None : (long)product;
    }

    /// <summary><c>a / n</c>, without a remainder.</summary>
    public static long Divide(long value, long operand) => value == None || value % operand != 0 ? None : value / operand;

    /// <summary><c>ceil(a / n)</c>.</summary>
    public static long CeilingDivide(long value, long operand)
    {
        if (value == None) return None;
        return value > 0 ? ((value - 1) / operand) + 1 : value / operand;
    }
}
