using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Values.Typed;

/// <summary>What is shown of a value may be typed back: an address, a date, a scaled number with its unit.</summary>
internal static class MeantValue
{
    private static readonly string[] Dates = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFF", "yyyy-MM-ddTHH:mm:ss.FFF"];

    /// <summary>The value on the wire; null where the text is no such meaning.</summary>
    public static FieldValue? Read(FieldType type, Meaning meaning, string text)
    {
        if (meaning.Unit is { Length: > 0 } unit && text.EndsWith(unit, StringComparison.Ordinal)) return Number(type, meaning, text[..^unit.Length].Trim());
        return meaning.Kind switch
        {
            MeaningKind.Ipv4 or MeaningKind.Ipv6 when text.Contains('.') || text.Contains(':') => IPAddress.TryParse(text, out var address) ? Bytes(address.GetAddressBytes()) : null,
            MeaningKind.Mac when text.Contains(':') => PhysicalAddress.TryParse(text, out var address) ? Bytes(address.GetAddressBytes()) : null,
            MeaningKind.Guid when text.Contains('-') => Guid.TryParse(text, out var guid) ? Bytes(guid.ToByteArray(bigEndian: true)) : null,
            MeaningKind.UnixSeconds => Date(text) is { } time ? Whole(type, time.ToUnixTimeSeconds()) : null,
            MeaningKind.UnixMilliseconds => Date(text) is { } time ? Whole(type, time.ToUnixTimeMilliseconds()) : null,
            MeaningKind.BcdDateTime => Date(text)?.ToString(type.FixedSize == 6 ? "yyMMddHHmmss" : "yyyyMMddHHmmss", CultureInfo.InvariantCulture) is { } digits ? new TextValue(digits) : null,
            MeaningKind.BinaryDateTime => Date(text) is { Year: >= 2000 and < 2256 } time ? Bytes([(byte)(time.Year - 2000), (byte)time.Month, (byte)time.Day, (byte)time.Hour, (byte)time.Minute, (byte)time.Second]) : null,
            _ => null,
        };
    }

    private static IntegerValue? Number(FieldType type, Meaning meaning, string text) =>
        RationalLiteral.Read(text) is { } value && RationalLiteral.Unscale(value, meaning.Scale, meaning.Offset) is { } whole ? Whole(type, whole) : null;

    private static IntegerValue? Whole(FieldType type, long number) => type switch
    {
        IntegerType integer when integer.Holds(new(number)) => new(new WireInteger(number)),
        VarintType varint when varint.Value.Holds(new(number)) => new(new WireInteger(number)),
        _ => null,
    };

    private static DateTimeOffset? Date(string text) =>
        DateTimeOffset.TryParseExact(text.TrimEnd('Z'), Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static BytesValue Bytes(byte[] bytes) => new(bytes.ToEquatableArray());
}
