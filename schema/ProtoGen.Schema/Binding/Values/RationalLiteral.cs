using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Values;

/// <summary>Exact fractions as a schema writes them: <c>1/1000000</c>, <c>0.001</c>, <c>-40</c>, <c>1e-7</c>.</summary>
internal static class RationalLiteral
{
    public static Rational? Read(string text)
    {
        var slash = text.IndexOf('/');
        if (slash < 0) return ReadDecimal(text);
        if (ReadDecimal(text.Substring(0, slash).Trim()) is not { } above || ReadDecimal(text.Substring(slash + 1).Trim()) is not { } below) return null;
        return below.Numerator == 0 ? null : Make(Multiply(above.Numerator, below.Denominator), Multiply(above.Denominator, below.Numerator));
    }

    /// <summary>The whole number on the wire of a scaled value; null where there is none.</summary>
    public static long? Unscale(Rational value, Rational scale, Rational offset)
    {
        // (value - offset) / scale, as one fraction.
        if (Multiply(value.Numerator, offset.Denominator) is not { } left || Multiply(offset.Numerator, value.Denominator) is not { } right) return null;
        if (Multiply(value.Denominator, offset.Denominator) is not { } below) return null;
        if (Multiply(left - right, scale.Denominator) is not { } above || Multiply(below, scale.Numerator) is not { } divisor) return null;
        return divisor != 0 && above % divisor == 0 ? above / divisor : null;
    }

    private static Rational? ReadDecimal(string text)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var number)) return null;

        var denominator = 1L;
        while (number != decimal.Truncate(number))
        {
            if (denominator > long.MaxValue / 10 || Math.Abs(number) > long.MaxValue / 10) return null;
            (number, denominator) = (number * 10, denominator * 10);
        }

        return Math.Abs(number) > long.MaxValue ? null : Make((long)number, denominator);
    }

    private static Rational? Make(long? above, long? below)
    {
        if (above is not { } numerator || below is not { } denominator || denominator == 0 || numerator == long.MinValue || denominator == long.MinValue) return null;
        if (denominator < 0) (numerator, denominator) = (-numerator, -denominator);
        var divisor = GreatestCommonDivisor(Math.Abs(numerator), denominator);
        return new(numerator / divisor, denominator / divisor);
    }

    private static long GreatestCommonDivisor(long left, long right)
    {
        while (right != 0) (left, right) = (right, left % right);
        return left;
    }

    private static long? Multiply(long left, long right)
    {
        var product = (decimal)left * right;
        return Math.Abs(product) > long.MaxValue / 2 ? null : (long)product;
    }
}
