using System.Globalization;
using System.Net;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Values.Shown;

/// <summary>What a value on the wire means: the name of a member, a scaled number with its unit, a date, an address.</summary>
internal sealed class MeaningText(Protocol protocol)
{
    private const string NoDate = "no date";
    private readonly EnumNames _enums = new(protocol);

    /// <summary>The meaning; null where the value speaks for itself.</summary>
    public string? Of(FieldType? type, Meaning? meaning, FieldValue raw) => type is EnumFieldType named
        ? WithUnit(meaning, raw, NameOf(named.Enum, raw))
        : Of(meaning, raw);

    /// <summary>The meaning of a value that shows its own name; null where there is none.</summary>
    public static string? Of(Meaning? meaning, FieldValue raw) => meaning is null ? null : WithUnit(meaning, raw, Plain(meaning, raw));

    /// <summary>The member of an enum, or the flags that are set; null for a value without a name.</summary>
    public string? NameOf(string name, FieldValue raw) => _enums.Of(name, raw, " | ");

    /// <summary>The scaled number; null where there is none.</summary>
    public static decimal? Scaled(Meaning meaning, FieldValue raw)
    {
        if (!meaning.IsScaled || raw is not IntegerValue { Value: var number }) return null;
        var value = number.IsNegative ? (long)number.Bits : (decimal)number.Bits;
        try
        {
            return (value * meaning.Scale.Numerator / meaning.Scale.Denominator) + ((decimal)meaning.Offset.Numerator / meaning.Offset.Denominator);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static string? WithUnit(Meaning? meaning, FieldValue raw, string? text) =>
        meaning?.Unit is { } unit && raw is not AbsentValue ? $"{text ?? raw.ToString()} {unit}" : text;

    private static string? Plain(Meaning meaning, FieldValue raw)
    {
        if (Scaled(meaning, raw) is { } scaled) return Math.Round(scaled, 12).ToString("0.############", CultureInfo.InvariantCulture);
        return (meaning.Kind, raw) switch
        {
            (MeaningKind.UnixSeconds, IntegerValue { Value: var seconds }) => Date(seconds, DateTimeOffset.FromUnixTimeSeconds, "yyyy-MM-dd HH:mm:ss'Z'"),
            (MeaningKind.UnixMilliseconds, IntegerValue { Value: var millis }) => Date(millis, DateTimeOffset.FromUnixTimeMilliseconds, "yyyy-MM-dd HH:mm:ss.fff'Z'"),
            (MeaningKind.BcdDateTime, TextValue { Value: var digits }) => Digits(digits),
            (MeaningKind.BinaryDateTime, BytesValue { Value: { Count: 6 } parts }) => Digits(string.Concat(parts.Select(part => part.ToString("00", CultureInfo.InvariantCulture)))),
            (MeaningKind.Guid, BytesValue { Value: { Count: 16 } bytes }) => new Guid([.. bytes], bigEndian: true).ToString(),
            (MeaningKind.Ipv4 or MeaningKind.Ipv6, BytesValue { Value: { Count: 4 or 16 } bytes }) => new IPAddress([.. bytes]).ToString(),
            (MeaningKind.Mac, BytesValue { Value: var bytes }) => string.Join(":", bytes.Select(value => value.ToString("x2", CultureInfo.InvariantCulture))),
            _ => null,
        };
    }

    private static string Digits(string digits) => DateTime.TryParseExact(
        digits.Length == 12 ? "20" + digits : digits, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : NoDate;

    private static string Date(WireInteger number, Func<long, DateTimeOffset> from, string format)
    {
        if (!number.IsNegative && number.Bits > long.MaxValue) return NoDate;
        try
        {
            return from((long)number.Bits).ToString(format, CultureInfo.InvariantCulture);
        }
        catch (ArgumentOutOfRangeException)
        {
            return NoDate;
        }
    }
}
