using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;
using static ProtoGen.Generator.Emit.RuntimeNames;

namespace ProtoGen.Generator.Emit.Messages;

/// <summary>A field that the record holds as it is on the wire, beside a property that says what it means: a scaled number, a date, or null.</summary>
/// <param name="owner">The owner.</param>
/// <param name="meaning">What it means.</param>
internal sealed class RawMeaning(MessageField owner, Meaning meaning)
{
    /// <summary>What a field means beside its type; null where the type says all.</summary>
    public static RawMeaning? Of(MessageField field, Meaning meaning) =>
        meaning.IsScaled || meaning.None is not null || IsDate(meaning) ? new(field, meaning) : null;

    /// <summary>The type of the property without its question mark.</summary>
    public string ValueType => meaning.Kind switch
    {
        MeaningKind.UnixSeconds or MeaningKind.UnixMilliseconds => DateTimeOffsetType,
        MeaningKind.BcdDateTime or MeaningKind.BinaryDateTime => DateTimeType,
        _ when !meaning.IsScaled => owner.Type.CSharpType,
        _ => "decimal",
    };

    /// <summary>Whether the property may be null.</summary>
    public bool IsNullable => owner.IsNullable || meaning.None is not null || IsDate(meaning);

    /// <summary>Whether a view can say it without a span that would have to be null.</summary>
    public bool HasViewValue => IsDate(meaning) || !owner.Type.IsViewRef;

    /// <summary>The property, and the member that holds what is on the wire.</summary>
    public static void WriteProperties(SourceWriter writer, MessageField field, RawMeaning raw)
    {
        var required = field.IsOptional || field.Field.MayBeLeftOut ? "" : "required ";
        using (writer.Open($"public {required}{raw.ValueType}{(raw.IsNullable ? "?" : "")} {field.Property}"))
        {
            writer.Line($"get => {(field.IsNullable ? $"{field.Member} is {{ }} raw ? {raw.FromRaw("raw")} : null" : raw.FromRaw(field.Member))};");
            writer.Line($"init => {field.Member} = {raw.ToMember()};");
        }

        writer.Space();
        writer.Line($"/// <summary>The field <c>{Xml.Escape(field.Field.Name)}</c> as it is on the wire.</summary>");
        writer.Line(field.Type.IsText && !field.IsNullable
            ? $"public {field.MemberType} {field.Member} {{ get => field ?? \"\"; init; }}"
            : $"public {field.MemberType} {field.Member} {{ get; init; }}");
    }

    /// <summary>What a value on the wire means; null where it means that.</summary>
    public string FromRaw(string raw)
    {
        var value = meaning.Kind switch
        {
            MeaningKind.UnixSeconds => $"{RawDates}.OfSeconds({raw})",
            MeaningKind.UnixMilliseconds => $"{RawDates}.OfMilliseconds({raw})",
            MeaningKind.BcdDateTime => $"{RawDates}.OfBcd({raw})",
            MeaningKind.BinaryDateTime => $"{RawDates}.OfBinary({raw})",
            _ when !meaning.IsScaled => raw,
            _ => $"{Scaled}.FromRaw({raw}, {Factors})",
        };
        if (IsNone(raw) is not { } none) return value;
        return $"{none} ? null : {(IsDate(meaning) ? value : $"({ValueType}?){value}")}";
    }

    /// <summary>The same of a value in a view, where text, digits and bytes are spans.</summary>
    public string FromView(string read) => meaning.Kind is MeaningKind.BcdDateTime ? $"{RawDates}.OfBcdBytes({read})" : FromRaw(read);

    private string ToMember()
    {
        if (!IsNullable) return ToRaw("value");
        var absent = owner.IsNullable ? "null" : meaning.None is null ? "default" : NoneLiteral;
        var known = ToRaw("known");
        var type = owner.IsNullable && !owner.Type.IsClass ? $"({owner.Type.CSharpType}?)" : "";
        return $"value is {{ }} known ? {(type.Length > 0 ? $"{type}{Parenthesized(known)}" : known)} : {(absent == "default" ? $"default({owner.Type.CSharpType})" : absent)}{(absent == "default" && owner.Type.IsClass ? "!" : "")}";
    }

    private static string Parenthesized(string expression) => $"({expression})";

    private string ToRaw(string value) => meaning.Kind switch
    {
        MeaningKind.UnixSeconds => $"unchecked(({owner.Type.CSharpType}){UnixTime}.ToSeconds({value}, {owner.Type.NumberRange.Min}, {owner.Type.NumberRange.Max}, {owner.Names.Arguments}))",
        MeaningKind.UnixMilliseconds => $"unchecked(({owner.Type.CSharpType}){UnixTime}.ToMilliseconds({value}, {owner.Type.NumberRange.Min}, {owner.Type.NumberRange.Max}, {owner.Names.Arguments}))",
        MeaningKind.BcdDateTime => $"{RawDates}.ToBcd({value}, {owner.Type.Size}, {owner.Names.Arguments})",
        MeaningKind.BinaryDateTime => $"{RawDates}.ToBinary({value}, {owner.Names.Arguments})",
        _ when !meaning.IsScaled => value,
        _ => $"({owner.Type.CSharpType}){Scaled}.ToRaw({value}, {Factors}, {Decimal(isMin: true)}, {Decimal(isMin: false)}, {owner.Names.Arguments})",
    };

    private string Factors => $"{meaning.Scale.Numerator}, {meaning.Scale.Denominator}, {meaning.Offset.Numerator}, {meaning.Offset.Denominator}";

    private string Decimal(bool isMin)
    {
        var type = owner.Field.Type switch { IntegerType whole => whole, VarintType varint => varint.Value, _ => new IntegerType(8, true, ByteOrder.Big) };
        return (isMin ? type.Min : type.Max) + "M";
    }

    /// <summary>The condition that a value on the wire means null; null where none does.</summary>
    private string? IsNone(string raw) => (meaning.None, owner.Type) switch
    {
        (null, _) => null,
        (TextValue text, _) => $"{raw} == {Literals.String(text.Value)}",

        (BytesValue bytes, BytesEmitter) => $"{NullBytes}.Is({raw}, {SizeCode.Mark(bytes.Value)})",
        _ => owner.Type.Equal(raw, $"({NoneLiteral})"),
    };

    /// <summary>The value that is written for null.</summary>
    private string NoneLiteral => (meaning.None, owner.Field.Type) switch
    {
        (TextValue character, CharType) => owner.Type.Literal(character),
        (TextValue text, _) => Literals.String(text.Value),
        (IntegerValue, EnumFieldType or IntegerType or VarintType) => $"unchecked(({owner.Type.CSharpType})({owner.Type.Literal(meaning.None!)}))",
        _ => owner.Type.Literal(meaning.None!),
    };

    private static bool IsDate(Meaning meaning) =>
        meaning.Kind is MeaningKind.UnixSeconds or MeaningKind.UnixMilliseconds or MeaningKind.BcdDateTime or MeaningKind.BinaryDateTime;
}
