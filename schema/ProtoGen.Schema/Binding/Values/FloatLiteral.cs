using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Values;

/// <summary>Floating-point numbers as a schema writes them: <c>1.5</c>, <c>-0</c>, <c>5e10</c>, <c>nan</c>, <c>-inf</c>.</summary>
internal static class FloatLiteral
{
    public static FieldValue? Read(string text, FloatType type, out string problem)
    {
        problem = "a number is expected, such as 1.5, -2e10, nan or inf";
        if (Parse(text) is not { } value) return null;

        // An f32 holds the nearest value it can; a vector compares with that.
        if (type.Size == 4) value = (float)value;
        return new FloatValue(BitConverter.DoubleToInt64Bits(value));
    }

    private static double? Parse(string text)
    {
        switch (text.TrimStart('-', '+', '.').ToUpperInvariant())
        {
            case "NAN": return double.NaN;
            case "INF": return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;

        // .NET Framework, where an analyzer may run, loses the sign of zero.
        return value == 0 && text.StartsWith("-", StringComparison.Ordinal) ? -0.0 : value;
    }
}
