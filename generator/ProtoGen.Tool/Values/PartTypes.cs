using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Values;

/// <summary>What the parts of bits hold.</summary>
internal static class PartTypes
{
    /// <summary>The bits of a C# name.</summary>
    public static BitsType BitsOf(this Protocol protocol, BitsFieldType type) => protocol.Bits.First(known => known.Name == type.Bits);

    /// <summary>The type that the values of a part have.</summary>
    public static FieldType TypeOf(this Protocol protocol, BitsPart part) => part switch
    {
        { Enum: { } named } => new EnumFieldType(named, protocol.Enums.First(known => known.Name == named).Underlying),
        { IsBool: true } => new BoolType(),
        _ => new IntegerType((part.Width + 7) / 8, Signed: false, ByteOrder.Big),
    };
}
