using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wording;

/// <summary>What stands on a field beside its type, in sentences without an end.</summary>
internal sealed class FieldWords(Protocol protocol)
{
    private readonly ValueWords _values = new(protocol);
    private readonly TypeWords _types = new(protocol);

    /// <summary>When a field is there; null for always.</summary>
    public string? Presence(Field field, Structure around) => field.Presence switch
    {
        OptionalTail => "may be left out at the end",
        Conditional condition => "only if " + string.Join(" and ", condition.Terms.Select(term => Of(term, around))),
        _ => null,
    };

    private string Of(ConditionTerm term, Structure around)
    {
        var name = ReferenceWords.Of(term.Value, around);
        var operand = _values.Beside(term.Value, around, term.Operand);
        return term.Operator switch
        {
            ConditionOperator.IsSet => name,
            ConditionOperator.IsClear => $"not {name}",
            ConditionOperator.Equal => $"{name} == {operand}",
            ConditionOperator.NotEqual => $"{name} != {operand}",
            ConditionOperator.Less => $"{name} < {operand}",
            ConditionOperator.LessOrEqual => $"{name} <= {operand}",
            ConditionOperator.Greater => $"{name} > {operand}",
            ConditionOperator.GreaterOrEqual => $"{name} >= {operand}",
            _ => $"{name} & {NumberWords.Hex(new(term.Operand))}",
        };
    }

    /// <summary>What a field is written from; null where the user gives it.</summary>
    public string? Derivation(Derivation? derivation, FieldType type, Structure around) => derivation switch
    {
        null => null,
        ConstantDerivation constant => $"always {_values.Constant(constant.Value, type)}",
        BytesDerivation counted => $"= {ReferenceWords.With($"bytes({counted.Range})", counted.Steps)}",
        MessageBytesDerivation counted => $"= {ReferenceWords.With($"bytes({counted.Range})", counted.Steps)}, as far as the message has these fields",
        ElementsDerivation counted => $"= {ReferenceWords.With($"count({counted.List})", counted.Steps)}",
        PresentDerivation counted => $"= {ReferenceWords.With($"count({counted.Range})", counted.Steps)}",
        RepeatDerivation repeated => $"= {ReferenceWords.With(ReferenceWords.Of(repeated.Source, around), repeated.Steps)}",
        CheckDerivation check => $"= {check.Checksum.Name}({check.Range}{(check.HasExtra ? " + extra" : "")})",
        SizeDerivation size => $"says the size of {List(size.Uses.Select(use => use.Field))}",
        PresenceDerivation presence => $"says whether {List(presence.Uses.Select(use => use.Field))} {(presence.Uses.Count == 1 ? "is" : "are")} there",
        TagDerivation tag => $"tells what {List(tag.Switches)} {(tag.Switches.Count == 1 ? "is" : "are")}",
        WidthDerivation width => $"says how wide {width.Switch} is",
        IdDerivation => "the id of the message",
        _ => "follows from its parts",
    };

    /// <summary>The legal values, where not all of the type are; null where all are.</summary>
    public string? Range(Field field) => field.Meaning switch
    {
        { Min: { } min, Max: { } max } => $"{_values.Scaled(min, field)} to {_values.Scaled(max, field)}",
        { Min: { } min } => $"at least {_values.Scaled(min, field)}",
        { Max: { } max } => $"at most {_values.Scaled(max, field)}",
        _ => null,
    };

    /// <summary>From the number on the wire to the value; null where they are the same.</summary>
    public static string? Scale(Field field)
    {
        if (field.Meaning is not { IsScaled: true } meaning) return null;
        var product = meaning.Scale == Rational.One ? "raw" : $"raw × {NumberWords.Of(meaning.Scale)}";
        return meaning.Offset switch
        {
            { Numerator: 0 } => product,
            { Numerator: < 0 } offset => $"{product} − {NumberWords.Of(new Rational(-offset.Numerator, offset.Denominator))}",
            var offset => $"{product} + {NumberWords.Of(offset)}",
        };
    }

    /// <summary>Everything else that a reader of the bytes has to know.</summary>
    /// <param name="field">The field.</param>
    /// <param name="around">The structure it stands in.</param>
    /// <param name="withParts">Whether its parts have no places of their own to be described at.</param>
    public IEnumerable<string> Notes(Field field, Structure around, bool withParts = true)
    {
        if (Presence(field, around) is { } presence) yield return presence;
        if (Derivation(field.Derivation, field.Type, around) is { } derived) yield return derived + (field.Verify ? "" : ", not verified");
        if (withParts)
            foreach (var part in field.DerivedParts) yield return $"{part.Part}: {Derivation(part, field, around)}";
        if (field.Bound is { } bound) yield return $"limited to {Bound(bound.Size, around)}{Left(bound.Trailing)}";
        if (field.Align > 1) yield return $"at a multiple of {field.Align}, zeros before it";
        foreach (var note in OfType(field.Type, around)) yield return note;
        foreach (var note in OfMeaning(field)) yield return note;
        if (field.KeepsSpelling) yield return "another spelling is kept";
        if (field.Derivation is null && field.Property is null && field.Type is not BodyType) yield return "reserved, kept as it is";
    }

    /// <summary>What a part of a bits field is written from.</summary>
    public string Derivation(PartDerivation part, Field field, Structure around) =>
        Derivation(part.Derivation, PartType(field, part.Part), around) + (part.Verify ? "" : ", not verified");

    private FieldType PartType(Field field, string part) =>
        protocol.Bits.FirstOrDefault(bits => bits.Name == (field.Type as BitsFieldType)?.Bits)?.Parts.FirstOrDefault(known => known.Name == part)?.Enum is { } name
            ? new EnumFieldType(name, ((BitsFieldType)field.Type).Underlying)
            : new BoolType();

    private string Bound(SizeRule size, Structure around) => size switch
    {
        PrefixedSize { Prefix: var prefix } => $"the bytes that a {_types.Number(prefix)} before it says",
        VarintPrefixedSize => "the bytes that a varint before it says",
        FixedSize known => NumberWords.Bytes(known.Count),
        RestSize => "what is left",
        _ => $"{_types.Of(size, around)} bytes",
    };

    private static string Left(Trailing trailing) => trailing switch
    {
        Trailing.Ignore => ", what is left over is skipped",
        Trailing.Keep => ", what is left over is kept",
        _ => "",
    };

    private static IEnumerable<string> OfType(FieldType type, Structure around)
    {
        switch (type)
        {
            case TextType text:
                if (text.Encoding is not TextEncoding.Utf8) yield return Encoding(text.Encoding);
                if (text.Size is FixedSize) yield return $"padded with 0x{text.Pad:X2}{(text.PadLeft ? " on the left" : "")}";
                if (text.Truncates) yield return "cut where it is too long";
                break;
            case BcdType { IsFilled: true }:
                yield return "fewer digits are filled with 0xF";
                break;
            case EnumFieldType { IsClosed: true }:
                yield return "other values are refused";
                break;
            case ListType list:
                if (list.ElementAlign > 1) yield return $"each element at a multiple of {list.ElementAlign}";
                foreach (var note in OfType(list.Element, around)) yield return note;
                break;
            case CodecType codec:
                yield return $"read and written by {codec.Codec}";
                break;
        }
    }

    private IEnumerable<string> OfMeaning(Field field)
    {
        if (field.Meaning is not { } meaning) yield break;
        if (meaning.None is { } none) yield return $"{_values.Constant(none, field.Type)} means none";
        if (meaning.Kind is not MeaningKind.Plain) yield return Kind(meaning.Kind);
    }

    private static string Kind(MeaningKind kind) => kind switch
    {
        MeaningKind.UnixSeconds => "seconds since 1970-01-01",
        MeaningKind.UnixMilliseconds => "milliseconds since 1970-01-01",
        MeaningKind.BcdDateTime => "date and time in digits",
        MeaningKind.BinaryDateTime => "year since 2000, month, day, hour, minute, second",
        MeaningKind.Decimal => "a number in decimal digits",
        MeaningKind.Guid => "a GUID in network order",
        MeaningKind.Ipv4 => "an IPv4 address",
        MeaningKind.Ipv6 => "an IPv6 address",
        _ => "a MAC address",
    };

    private static string Encoding(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Ascii => "ASCII",
        TextEncoding.Latin1 => "ISO 8859-1",
        TextEncoding.Utf16BigEndian => "UTF-16, most significant byte first",
        TextEncoding.Utf16LittleEndian => "UTF-16, least significant byte first",
        TextEncoding.Gbk => "GBK",
        TextEncoding.Gb18030 => "GB 18030",
        TextEncoding.Big5 => "Big5",
        TextEncoding.ShiftJis => "Shift JIS",
        TextEncoding.EucKr => "EUC-KR",
        TextEncoding.Windows1251 => "Windows-1251",
        TextEncoding.Windows1252 => "Windows-1252",
        _ => "UTF-8",
    };

    internal static string List(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
