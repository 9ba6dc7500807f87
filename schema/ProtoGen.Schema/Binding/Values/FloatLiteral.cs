using System.Globalization;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Values;

/// <summary>Floating-point numbers as a schema writes them: <c>1.5</c>, <c>-0</c>, <c>5e10</c>, <c>nan</c>, <c>-inf</c>.</summary>
internal static class FloatLiteral
{
    /// <summary>The usual bits of NaN; those of <see cref="double.NaN"/> have the sign set.</summary>
    private const long PositiveQuietNaN = 0x7FF8_0000_0000_0000;

    public static FieldValue? Read(string text, FloatType type, out string problem)
    {
        problem = "a number is expected, such as 1.5, -2e10, nan or inf";
        if (text is "nan" or "NaN" or ".nan" or ".NaN") return new FloatValue(PositiveQuietNaN);
        if (Parse(text) is not { } value) return null;

        // A narrow type holds the nearest value it can; a vector compares with that.
        var held = type.Size switch { 2 => HalfBytes.Nearest(value), 4 => (float)value, _ => value };
        problem = type.Size == 2 ? "it is beyond the largest f16, 65504" : "it is beyond the largest f32, 3.4e38";
        if (double.IsInfinity(held) && !double.IsInfinity(value)) return null;
        return new FloatValue(BitConverter.DoubleToInt64Bits(held));
    }

    private static double? Parse(string text)
    {
        if (text is "inf" or ".inf") return double.PositiveInfinity;
        if (text is "-inf" or "-.inf") return double.NegativeInfinity;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        if (!isNumber || double.IsNaN(value) || double.IsInfinity(value)) return null;

        // .NET Framework, where an analyzer may run, loses the sign of zero.
        return value == 0 && text.StartsWith("-", StringComparison.Ordinal) ? -0.0 : value;
    }
}
