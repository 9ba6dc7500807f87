using System.Globalization;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wording;

/// <summary>Numbers as people write them.</summary>
internal static class NumberWords
{
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A decimal where it is exact and short, else the fraction.</summary>
    public static string Of(Rational number)
    {
        if (number.Denominator == 1) return Of(number.Numerator);
        var rest = number.Denominator;
        while (rest % 2 == 0) rest /= 2;
        while (rest % 5 == 0) rest /= 5;
        return rest == 1 ? ((decimal)number.Numerator / number.Denominator).ToString(CultureInfo.InvariantCulture) : $"{Of(number.Numerator)}/{Of(number.Denominator)}";
    }

    /// <summary>An id or a mark: hexadecimal, as wide as its field.</summary>
    public static string Hex(WireInteger number, int bytes = 1) =>
        number.IsNegative ? number.ToString() : $"0x{number.Bits.ToString($"X{2 * bytes}", CultureInfo.InvariantCulture)}";

    /// <summary>A number of bytes with its unit, in the largest one that is exact.</summary>
    public static string Bytes(long size) => size switch
    {
        >= 1 << 20 when size % (1 << 20) == 0 => $"{Of(size >> 20)} MiB",
        >= 1 << 10 when size % (1 << 10) == 0 => $"{Of(size >> 10)} KiB",
        1 => "1 byte",
        _ => $"{Of(size)} bytes",
    };

    /// <summary>Pairs of digits with spaces between them.</summary>
    public static string Dump(IEnumerable<byte> bytes) => string.Join(' ', bytes.Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));

    /// <summary>A time in the largest unit that is exact.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalMilliseconds: var some } when some % 1000 != 0 => $"{Of((long)some)} ms",
        { TotalSeconds: var some } when some % 60 != 0 || some < 120 => $"{Of((long)some)} s",
        _ => $"{Of((long)time.TotalMinutes)} min",
    };
}
