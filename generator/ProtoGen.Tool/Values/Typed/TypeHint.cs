using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Values.Typed;

/// <summary>What may be typed for a field, in few words.</summary>
internal static class TypeHint
{
    public static string Of(Protocol protocol, FieldType type) => type switch
    {
        IntegerType number => $"{number.Name}, {number.Min} to {number.Max}",
        VarintType number => $"number, {number.Value.Min} to {number.Value.Max}",
        FloatType => "number",
        BoolType => "true or false",
        CharType => "one character",
        EnumFieldType named => string.Join(" | ", protocol.Enums.First(known => known.Name == named.Enum).Members.Select(member => member.SchemaName)),
        TextType { FixedSize: { } size } => $"text of at most {size} bytes",
        TextType => "text",
        BytesType { FixedSize: { } size } => $"{size} bytes in hexadecimal",
        BytesType => "bytes in hexadecimal",
        BcdType { FixedSize: { } size } => $"{size * 2} digits",
        BcdType => "digits",
        BitListType => "[true, false, …]",
        ListType list => $"[{Of(protocol, list.Element)}, …]",
        StructType held => $"{{ {string.Join(", ", protocol.Structures.First(known => known.Name == held.Structure).Fields.Where(field => field.Property is not null).Select(field => field.Name))} }}",
        BitsFieldType bits => $"{{ {string.Join(", ", protocol.BitsOf(bits).Parts.Where(part => part.Property is not null).Select(part => part.Name))} }} or a number",
        SwitchType choice => $"one of {string.Join(", ", choice.AllCases.Select(known => known.SchemaName))}",
        CodecType codec => codec.Value,
        _ => "",
    };
}
