using System.Globalization;

namespace ProtoGen.Codec;

/// <summary>Numbers that are on the wire as a multiple of an exact fraction: value = raw * scale + offset.</summary>
public static class Scaled
{
    /// <summary>The value of a number on the wire.</summary>
    /// <param name="raw">The number.</param>
    /// <param name="numerator">The scale's numerator.</param>
    /// <param name="denominator">The scale's denominator, above 0.</param>
    /// <param name="offsetNumerator">The offset's numerator.</param>
    /// <param name="offsetDenominator">The offset's denominator, above 0.</param>
    public static decimal FromRaw(decimal raw, long numerator, long denominator, long offsetNumerator, long offsetDenominator)
    {
        // Only where a number of 64 bits meets an enormous scale is the product too large; dividing first loses digits, but stays a number.
        var isLarge = Math.Abs(raw) > decimal.MaxValue / Math.Max(1, Math.Abs((decimal)numerator));
        var scaled = isLarge ? raw / denominator * Math.Sign(numerator) : raw * numerator / denominator;
        return scaled + ((decimal)offsetNumerator / offsetDenominator);
    }

    /// <summary>The number on the wire that comes nearest to a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="numerator">The scale's numerator.</param>
    /// <param name="denominator">The scale's denominator, above 0.</param>
    /// <param name="offsetNumerator">The offset's numerator.</param>
    /// <param name="offsetDenominator">The offset's denominator, above 0.</param>
    /// <param name="min">The smallest number.</param>
    /// <param name="max">The largest number.</param>
    /// <param name="message">The message's name.</param>
    /// <param name="field">The field's name.</param>
    /// <exception cref="EncodeException">The field cannot hold it.</exception>
    public static decimal ToRaw(
        decimal value, long numerator, long denominator, long offsetNumerator, long offsetDenominator, decimal min, decimal max, string message, string field)
    {
        try
        {
            var raw = Math.Round((value - ((decimal)offsetNumerator / offsetDenominator)) * denominator / numerator);
            if (raw >= min && raw <= max) return raw;
        }
        catch (OverflowException)
        {
            // Far beyond every field.
        }

        throw EncodeException.OutOfRange(message, field, Text(value), Limit(min), Limit(max));

        string Limit(decimal raw) => Text(FromRaw(raw, numerator, denominator, offsetNumerator, offsetDenominator));
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
