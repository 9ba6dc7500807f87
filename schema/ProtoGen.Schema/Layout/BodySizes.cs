using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>How many bytes a field takes at least and at most.</summary>
internal static class BodySizes
{
    public static SizeRule? SizeRule(this FieldType type) => type switch
    {
        TextType text => text.Size,
        BytesType bytes => bytes.Size,
        _ => null,
    };

    public static long Min(FieldType type) => type switch
    {
        { FixedSize: { } size } => size,
        VarintType => 1,
        _ => type.SizeRule() is PrefixedSize prefixed ? prefixed.Prefix.Size : 0,
    };

    /// <summary>The largest size; for the rest of a body more than any frame holds.</summary>
    public static long Max(FieldType type)
    {
        if (type.FixedSize is { } size) return size;
        if (type is VarintType varint) return varint.MaxSize;
        return type.SizeRule() is PrefixedSize { Prefix: { Size: <= 4 } prefix } ? prefix.Size + (long)prefix.Max.Bits : int.MaxValue;
    }
}
