using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Values.Shown;

/// <summary>Types, sizes and derivations as a schema writes them.</summary>
internal static class TypeText
{
    /// <summary>What is said of a field with one legal value.</summary>
    public const string Constant = "constant";

    public static string Of(FieldType? type) => type switch
    {
        null => "nothing",
        IntegerType integer => integer.Name + Order(integer.Order, integer.Size),
        FloatType number => $"f{number.Size * 8}" + Order(number.Order, number.Size),
        BoolType => "bool",
        CharType => "char",
        VarintType varint => varint.Coding switch { VarintCoding.ZigZag => $"zigzag{varint.Bits}", VarintCoding.TwosComplement => $"varint{varint.Bits}s", _ => $"varint{varint.Bits}" },
        EnumFieldType named => named.Enum,
        TextType text => $"string[{Size(text.Size)}]",
        BytesType bytes => $"bytes[{Size(bytes.Size)}]",
        BcdType digits => $"bcd[{Size(digits.Size)}]",
        BitListType bits => $"bit[{Size(bits.Size)}]",
        ListType list => $"{Of(list.Element)}[{Size(list.Size)}{(list.InBytes && list.Size is not RestSize ? " bytes" : "")}]",
        StructType held => held.Structure,
        BitsFieldType bits => bits.Underlying.Name + Order(bits.Underlying.Order, bits.Underlying.Size),
        SwitchType => "switch",
        CodecType codec => codec.Value,
        BodyType => "body",
        _ => type.GetType().Name,
    };

    /// <summary>What a value is written from; null where nothing short says it.</summary>
    public static string? Of(Derivation? derivation) => derivation switch
    {
        BytesDerivation bytes => $"bytes({bytes.Range})" + bytes.Steps.Text(),
        MessageBytesDerivation bytes => $"bytes({bytes.Range})" + bytes.Steps.Text(),
        ElementsDerivation elements => $"count({elements.List})" + elements.Steps.Text(),
        PresentDerivation present => $"count({present.Range})" + present.Steps.Text(),
        RepeatDerivation { Source: OwnValue own } repeat => own + repeat.Steps.Text(),
        CheckDerivation check => $"{check.Checksum.Name}({check.Range}{(check.HasExtra ? " + extra" : "")})",
        ConstantDerivation => Constant,
        SizeDerivation size => $"size of {string.Join(", ", size.Uses.Select(use => use.Field))}",
        TagDerivation tag => $"case of {string.Join(", ", tag.Switches)}",
        WidthDerivation width => $"width of {width.Switch}",
        PresenceDerivation presence => $"presence of {string.Join(", ", presence.Uses.Select(use => use.Field))}",
        _ => null,
    };

    private static string Size(SizeRule rule) => rule switch
    {
        FixedSize known => $"{known.Count}",
        PrefixedSize prefixed => prefixed.Prefix.Name + Order(prefixed.Prefix.Order, prefixed.Prefix.Size),
        VarintPrefixedSize prefixed => Of(prefixed.Prefix),
        ReferencedSize { Source: OwnValue own } said => own + said.Steps.Text(),
        ReferencedSize => "said outside",
        RestSize => "rest",
        TerminatedSize mark => "until 0x" + string.Concat(mark.Terminator.Select(value => value.ToString("X2"))),
        _ => "?",
    };

    private static string Order(ByteOrder order, int size) => order == ByteOrder.Little && size > 1 ? "le" : "";
}
