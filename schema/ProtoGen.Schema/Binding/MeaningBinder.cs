using ProtoGen.Schema.Binding.Values;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding;

/// <summary>Binds <c>scale</c>, <c>offset</c>, <c>unit</c>, <c>min</c>, <c>max</c>, <c>none</c> and <c>as</c>.</summary>
internal static class MeaningBinder
{
    private static readonly (string Name, MeaningKind Kind, string Needs, Func<FieldType, bool> Fits)[] Kinds =
    [
        ("unix-seconds", MeaningKind.UnixSeconds, "an integer", type => type is IntegerType),
        ("unix-millis", MeaningKind.UnixMilliseconds, "an integer", type => type is IntegerType),
        ("bcd-datetime", MeaningKind.BcdDateTime, "bcd[6] or bcd[7]", type => type is BcdType { Size: FixedSize { Count: 6 or 7 } }),
        ("ymdhms", MeaningKind.BinaryDateTime, "bytes[6]", type => type is BytesType { Size: FixedSize { Count: 6 } }),
        ("decimal", MeaningKind.Decimal, "an ascii string", type => type is TextType { Encoding: TextEncoding.Ascii or TextEncoding.Utf8 or TextEncoding.Latin1 }),
        ("guid", MeaningKind.Guid, "bytes[16]", type => type is BytesType { Size: FixedSize { Count: 16 } }),
        ("ipv4", MeaningKind.Ipv4, "bytes[4]", type => type is BytesType { Size: FixedSize { Count: 4 } }),
        ("ipv6", MeaningKind.Ipv6, "bytes[16]", type => type is BytesType { Size: FixedSize { Count: 16 } }),
        ("mac", MeaningKind.Mac, "bytes[6]", type => type is BytesType { Size: FixedSize { Count: 6 } }),
    ];

    /// <summary>The meaning; null where nothing was written.</summary>
    public static Meaning? Bind(FieldSettings settings, FieldType type, string title, BindingScope scope)
    {
        if (settings is { Scale: null, Offset: null, Unit: null, Min: null, Max: null, Absent: null, As: null }) return null;

        var scale = BindRational(settings.Scale, "scale", type, title, scope) ?? Rational.One;
        var offset = BindRational(settings.Offset, "offset", type, title, scope) ?? Rational.Zero;
        if (settings.Scale is { } zero && scale.Numerator == 0) Refuse(zero, $"{title} cannot be scaled by 0", scope);

        var isScaled = scale != Rational.One || offset != Rational.Zero;
        if (isScaled && settings.As is { } kind) Refuse(kind, $"{title} is scaled, so it cannot be '{kind.Text}' as well; keep one of them", scope);

        var (min, max) = (BindLimit(settings.Min, "min", type, scale, offset, title, scope), BindLimit(settings.Max, "max", type, scale, offset, title, scope));
        if (IsAbove(min, max)) Refuse(settings.Max!, $"{title} has the max '{settings.Max!.Text}', which is below its min, '{settings.Min!.Text}'", scope);
        return new()
        {
            Scale = scale,
            Offset = offset,
            Unit = settings.Unit?.Text,
            Min = min,
            Max = max,
            None = BindAbsent(settings.Absent, type, title, scope),
            Kind = BindKind(settings.As, type, title, scope),
        };
    }

    private static Rational? BindRational(YamlScalar? scalar, string key, FieldType type, string title, BindingScope scope)
    {
        if (scalar is null) return null;
        if (type is not (IntegerType or VarintType))
        {
            Refuse(scalar, $"{title} is no integer, so '{key}' does not apply to it", scope);
            return null;
        }

        if (RationalLiteral.Read(scalar.Text) is { } value) return value;
        Refuse(scalar, $"{title} has the {key} '{scalar.Text}'; write an exact number, such as 0.001 or 1/1000000", scope);
        return null;
    }

    private static FieldValue? BindLimit(YamlScalar? scalar, string key, FieldType type, Rational scale, Rational offset, string title, BindingScope scope)
    {
        if (scalar is null) return null;
        if (type is not (IntegerType or VarintType or FloatType or EnumFieldType or CharType))
        {
            Refuse(scalar, $"{title} has no order, so '{key}' does not apply to it", scope);
            return null;
        }

        if (scale == Rational.One && offset == Rational.Zero)
        {
            if (ValueReader.Read(type, scalar.Whole, scope, out var problem) is { } limit) return limit;
            Refuse(scalar, $"{title} has the {key} '{scalar.Text}': {problem}", scope);
            return null;
        }

        var whole = type is VarintType varint ? varint.Value : (IntegerType)type;
        if (RationalLiteral.Read(scalar.Text) is { } scaled && RationalLiteral.Unscale(scaled, scale, offset) is { } raw && whole.Holds(new(raw))) return new IntegerValue(new(raw));
        Refuse(scalar, $"{title} has the {key} '{scalar.Text}', which is no number of {whole.Name} on the wire once scale and offset are taken away", scope);
        return null;
    }

    private static bool IsAbove(FieldValue? min, FieldValue? max) => (min, max) switch
    {
        (IntegerValue low, IntegerValue high) => low.Value.CompareTo(high.Value) > 0,
        (FloatValue low, FloatValue high) => low.Value > high.Value,
        (TextValue low, TextValue high) => string.CompareOrdinal(low.Value, high.Value) > 0,
        _ => false,
    };

    private static FieldValue? BindAbsent(YamlScalar? scalar, FieldType type, string title, BindingScope scope)
    {
        // A size in front says it instead of the value.
        if (scalar is null || type.SizeRule() is PrefixedSize) return null;
        if (type is BytesType bytes) return BindAbsentBytes(scalar, bytes, title, scope);
        if (type is IntegerType or VarintType or EnumFieldType or CharType or TextType or BcdType or FloatType)
        {
            if (ValueReader.Read(type, scalar.Whole, scope, out var problem) is { } value) return value;
            Refuse(scalar, $"{title} has the none '{scalar.Text}': {problem}", scope);
        }
        else
        {
            Refuse(scalar, $"{title} has the none '{scalar.Text}'; only numbers, enums, text and bytes have a value that means null", scope);
        }

        return null;
    }

    /// <summary>The type with the number that its size says for null; the type itself where none is written.</summary>
    public static FieldType WithNone(FieldType type, YamlScalar? scalar, string title, BindingScope scope)
    {
        if (type.SizeRule() is not PrefixedSize { Prefix: var prefix } size) return type;
        if (scalar is null) return type;
        if (IntegerLiteral.Read(scalar.Whole, prefix, out var problem) is not { } none)
        {
            Refuse(scalar, $"{title} has the none '{scalar.Text}', which its size would have to say: {problem}", scope);
            return type;
        }

        var said = size with { None = none };
        return type switch
        {
            TextType text => text with { Size = said },
            BytesType bytes => bytes with { Size = said },
            BcdType digits => digits with { Size = said },
            BitListType bits => bits with { Size = said },
            ListType list => list with { Size = said },
            _ => type,
        };
    }

    private static BytesValue? BindAbsentBytes(YamlScalar scalar, BytesType bytes, string title, BindingScope scope)
    {
        var isHex = HexText.TryRead(HexDigits(scalar.Text), out var mark, out _);
        if (isHex && (bytes.FixedSize is not { } size || mark.Length == size)) return new(mark.ToEquatableArray());

        var problem = isHex ? $"it is {mark.Length} bytes long, and the field has {bytes.FixedSize}" : "write its bytes in hexadecimal digits, such as 0xFFFF";
        Refuse(scalar, $"{title} has the none '{scalar.Text}': {problem}", scope);
        return null;
    }

    private static string HexDigits(string text) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.Substring(2) : text;

    private static MeaningKind BindKind(YamlScalar? scalar, FieldType type, string title, BindingScope scope)
    {
        if (scalar is null) return MeaningKind.Plain;
        var known = Kinds.FirstOrDefault(candidate => candidate.Name == scalar.Text);
        if (known.Name is null)
        {
            var hint = NameSuggestion.DidYouMean(scalar.Text, Kinds.Select(candidate => candidate.Name));
            Refuse(scalar, $"{title} has the meaning '{scalar.Text}', which is none of {string.Join(", ", Kinds.Select(candidate => candidate.Name))}{hint}", scope);
            return MeaningKind.Plain;
        }

        if (!known.Fits(type)) Refuse(scalar, $"{title} cannot be '{scalar.Text}', which needs {known.Needs}", scope);
        return known.Kind;
    }

    private static void Refuse(YamlScalar at, string message, BindingScope scope) => scope.Diagnostics.Report(Rules.MeaningDoesNotFit, at.Span, message);
}
