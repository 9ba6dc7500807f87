using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wording;

/// <summary>Types as a schema writes them, with the byte order where it is not the usual one.</summary>
/// <param name="protocol">The protocol that has them.</param>
internal sealed class TypeWords(Protocol protocol)
{
    private readonly ByteOrder _usual = UsualOrder(protocol);

    /// <summary>The byte order that most numbers of the protocol have.</summary>
    public static ByteOrder UsualOrder(Protocol protocol)
    {
        var orders = TypesOf.All(protocol).Select(OrderOf).OfType<ByteOrder>().ToList();
        return orders.Count(order => order == ByteOrder.Little) * 2 > orders.Count ? ByteOrder.Little : ByteOrder.Big;
    }

    /// <summary>The byte order of a number of several bytes; null where there is none.</summary>
    public static ByteOrder? OrderOf(FieldType type) => type switch
    {
        IntegerType { Size: > 1 } integer => integer.Order,
        FloatType number => number.Order,
        EnumFieldType known => OrderOf(known.Underlying),
        BitsFieldType bits => OrderOf(bits.Underlying),
        _ => null,
    };

    public TypeText Of(FieldType type, Structure around) => type switch
    {
        IntegerType or FloatType => new(Number(type)),
        BoolType => new("bool"),
        CharType => new("char"),
        VarintType varint => new(Varint(varint)),
        EnumFieldType known => new(known.Enum, TypeLink.Enum, known.Enum),
        BitsFieldType bits => new(bits.Bits, TypeLink.Bits, bits.Bits),
        StructType nested => new(NameOf(nested.Structure), TypeLink.Struct, nested.Structure),
        TextType { Size: TerminatedSize { Terminator: var mark } } when mark.All(part => part == 0) => new("cstring"),
        TextType text => new($"string[{Of(text.Size, around)}]"),
        BytesType bytes => new($"bytes[{Of(bytes.Size, around)}]"),
        BcdType digits => new($"bcd[{Of(digits.Size, around)}]"),
        BitListType bits => new($"bit[{Of(bits.Size, around)}]"),
        ListType list => Of(list.Element, around).Followed($"[{Of(list.Size, around)}{(list is { InBytes: true, Size: not RestSize } ? " bytes" : "")}]"),
        SwitchType choice => new($"switch {ReferenceWords.Of(choice.Tag, around)}"),
        CodecType codec => new(codec.Value),
        _ => new("body"),
    };

    /// <summary>What stands between the brackets.</summary>
    public string Of(SizeRule size, Structure around) => size switch
    {
        FixedSize known => NumberWords.Of(known.Count),
        PrefixedSize { Prefix: var prefix } => Number(prefix),
        VarintPrefixedSize { Prefix: var prefix } => Varint(prefix),
        ReferencedSize said => ReferenceWords.With(ReferenceWords.Of(said.Source, around), said.Steps),
        TerminatedSize ended => $"until 0x{Convert.ToHexString(ended.Terminator.ToArray())}",
        _ => "rest",
    };

    /// <summary>An integer or a float: <c>u16</c>, <c>u16le</c>.</summary>
    public string Number(FieldType type)
    {
        var name = type is IntegerType integer ? integer.Name : $"f{type.FixedSize * 8}";
        return OrderOf(type) is { } order && order != _usual ? name + (order == ByteOrder.Little ? "le" : "be") : name;
    }

    private string NameOf(string structure) => protocol.Structures.FirstOrDefault(known => known.Name == structure)?.SchemaName ?? structure;

    private static string Varint(VarintType type) => type.Coding switch
    {
        VarintCoding.ZigZag => $"zigzag{type.Bits}",
        VarintCoding.TwosComplement => $"varint{type.Bits}s",
        _ => $"varint{type.Bits}",
    };
}

/// <summary>What the name of a type leads to.</summary>
internal enum TypeLink
{
    None,
    Enum,
    Bits,
    Struct,
}

/// <summary>The text of a type, its name leading to where that is described.</summary>
/// <param name="Name">The name, or the whole text.</param>
/// <param name="Link">What the name leads to.</param>
/// <param name="Target">The C# name of what it leads to.</param>
/// <param name="Rest">What follows the name.</param>
internal sealed record TypeText(string Name, TypeLink Link = TypeLink.None, string Target = "", string Rest = "")
{
    public TypeText Followed(string more) => this with { Rest = Rest + more };

    public override string ToString() => Name + Rest;
}
