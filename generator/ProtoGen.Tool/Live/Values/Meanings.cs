using System.Globalization;
using System.Net;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Live.Values;

/// <summary>What a raw value means: a scaled number with its unit, a date, an address.</summary>
internal static class Meanings
{
    /// <summary>The meaning; null where the value speaks for itself.</summary>
    public static string? Of(Field field, FieldValue raw)
    {
        if (field.Meaning is not { } meaning) return null;
        var text = Of(meaning, raw);
        return meaning.Unit is { } unit ? $"{text ?? raw.ToString()} {unit}" : text;
    }

    private static string? Of(Meaning meaning, FieldValue raw) => (meaning, raw) switch
    {
        ({ IsScaled: true }, IntegerValue number) => Scaled(meaning, number.Value),
        ({ Kind: MeaningKind.UnixSeconds }, IntegerValue seconds) => Date((long)seconds.Value.Bits, 1000),
        ({ Kind: MeaningKind.UnixMilliseconds }, IntegerValue millis) => Date((long)millis.Value.Bits, 1),
        ({ Kind: MeaningKind.BcdDateTime }, TextValue { Value: var digits }) => Digits(digits),
        ({ Kind: MeaningKind.BinaryDateTime }, BytesValue { Value: var parts }) => Digits(string.Concat(parts.Select(part => part.ToString("00", CultureInfo.InvariantCulture)))),
        ({ Kind: MeaningKind.Guid }, BytesValue { Value: { Count: 16 } bytes }) => new Guid([.. bytes], bigEndian: true).ToString(),
        ({ Kind: MeaningKind.Ipv4 or MeaningKind.Ipv6 }, BytesValue { Value: { Count: 4 or 16 } bytes }) => new IPAddress([.. bytes]).ToString(),
        ({ Kind: MeaningKind.Mac }, BytesValue { Value: var bytes }) => string.Join(':', bytes.Select(part => part.ToString("x2", CultureInfo.InvariantCulture))),
        _ => null,
    };

    private static string? Scaled(Meaning meaning, WireInteger number)
    {
        try
        {
            var value = number.IsNegative ? (long)number.Bits : (decimal)number.Bits;
            var scaled = (value * meaning.Scale.Numerator / meaning.Scale.Denominator) + ((decimal)meaning.Offset.Numerator / meaning.Offset.Denominator);
            return Math.Round(scaled, 12).ToString("0.############", CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static string Date(long number, long unit)
    {
        const long Limit = 253_402_300_799_999;   // the last millisecond that a date can be
        return Math.Abs((decimal)number * unit) > Limit ? "no date"
            : number * unit < -62_135_596_800_000 ? "no date"
            : DateTimeOffset.FromUnixTimeMilliseconds(number * unit).ToString(unit == 1 ? "yyyy-MM-dd HH:mm:ss.fff'Z'" : "yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    private static string Digits(string digits) => DateTime.TryParseExact(
        digits.Length == 12 ? "20" + digits : digits, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : "no date";
}
