using System.Globalization;
using System.Net;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Values;

/// <summary>What a value on the wire means: the name of a member, a scaled number with its unit, a date, an address.</summary>
internal sealed class MeaningText(Protocol protocol)
{
    /// <summary>The meaning; null where the value speaks for itself.</summary>
    public string? Of(FieldType? type, Meaning? meaning, FieldValue raw)
    {
        var text = type is EnumFieldType named ? NameOf(named.Enum, raw) : meaning is null ? null : Of(meaning, raw);
        return meaning?.Unit is { } unit && raw is not AbsentValue ? $"{text ?? raw.ToString()} {unit}" : text;
    }

    /// <summary>The member of an enum, or the flags that are set; null for a value without a name.</summary>
    public string? NameOf(string name, FieldValue raw)
    {
        if (raw is not IntegerValue { Value: var number } || protocol.Enums.FirstOrDefault(known => known.Name == name) is not { } type) return null;
        if (type.Members.FirstOrDefault(member => member.Value.Equals(number)) is { } member) return member.SchemaName;
        if (!type.IsFlags) return null;
        var set = type.Members.Where(known => known.Value.Bits != 0 && (number.Bits & known.Value.Bits) == known.Value.Bits).ToList();
        var rest = number.Bits & ~set.Aggregate(0UL, (all, known) => all | known.Value.Bits);
        return set.Count == 0 ? null : string.Join(" | ", set.Select(known => known.SchemaName).Concat(rest == 0 ? [] : [$"0x{rest:x}"]));
    }

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

    private static string? Of(Meaning meaning, FieldValue raw)
    {
        if (Scaled(meaning, raw) is { } scaled) return Math.Round(scaled, 12).ToString("0.############", CultureInfo.InvariantCulture);
        return (meaning.Kind, raw) switch
        {
            (MeaningKind.UnixSeconds, IntegerValue seconds) => Date(() => DateTimeOffset.FromUnixTimeSeconds(checked((long)seconds.Value.Bits)), "yyyy-MM-dd HH:mm:ss'Z'"),
            (MeaningKind.UnixMilliseconds, IntegerValue millis) => Date(() => DateTimeOffset.FromUnixTimeMilliseconds((long)millis.Value.Bits), "yyyy-MM-dd HH:mm:ss.fff'Z'"),
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
        : "no date";

    private static string Date(Func<DateTimeOffset> time, string format)
    {
        try
        {
            return time().ToString(format, CultureInfo.InvariantCulture);
        }
        catch (ArgumentOutOfRangeException)
        {
            return "no date";
        }
    }
}
