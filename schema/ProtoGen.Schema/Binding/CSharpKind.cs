using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding;

/// <summary>Which C# type a field has, as far as telling types apart needs it.</summary>
internal static class CSharpKind
{
    /// <summary>Equal for types whose values have one C# type.</summary>
    public static string Of(FieldType type) => type switch
    {
        IntegerType whole => (whole.Signed ? "i" : "u") + (whole.Size switch { 1 => 8, 2 => 16, <= 4 => 32, _ => 64 }),
        VarintType varint => Of(varint.Value),
        FloatType number => "f" + (number.Size * 8),
        BoolType => "bool",
        CharType => "char",
        EnumFieldType named => "enum " + named.Enum,
        TextType or BcdType => "string",
        BytesType => "bytes",
        BitListType => "list of bool",
        ListType list => "list of " + Of(list.Element),
        StructType structure => "struct " + structure.Structure,
        BitsFieldType bits => "bits " + bits.Bits,
        SwitchType choice => choice.Choice is { } name ? "choice " + name : Of(choice.Cases[0].Type!),
        CodecType codec => "codec " + codec.Value,
        _ => type.GetType().Name,
    };

    /// <summary>What a case of such a type is called where nothing better is known.</summary>
    public static string CaseName(FieldType type) => type switch
    {
        IntegerType whole => whole.Name.ToUpperInvariant(),
        FloatType number => "F" + (number.Size * 8),
        VarintType varint => "Varint" + varint.Bits,
        BoolType => "Bool",
        CharType => "Char",
        EnumFieldType named => named.Enum,
        TextType => "Text",
        BcdType => "Digits",
        BytesType => "Bytes",
        BitListType => "Bits",
        ListType => "List",
        BitsFieldType bits => bits.Bits,
        _ => "Value",
    };
}
