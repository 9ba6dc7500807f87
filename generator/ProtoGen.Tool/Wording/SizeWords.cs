using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wording;

/// <summary>How many bytes something takes: <c>4</c>, <c>1 + n</c>, <c>0 or 2</c>, <c>rest</c>.</summary>
internal static class SizeWords
{
    public static string Of(Field field, Structure around)
    {
        if (BodySizes.Fixed(field) is { } size) return NumberWords.Of(size);
        var present = field.Bound is { } bound ? Content(bound.Size, around, "n") : Of(field.Type, around);
        return field.Presence is null ? present : $"0 or {present}";
    }

    public static string Of(FieldType type, Structure around) => type switch
    {
        { FixedSize: { } size } => NumberWords.Of(size),
        BodyType => "body",
        VarintType varint => $"1 to {varint.MaxSize}",
        ListType { Size: FixedSize known, InBytes: false } list => $"{known.Count} × {Each(list.Element, around)}",
        ListType { InBytes: false, Size: not RestSize } list => Content(list.Size, around, $"n × {Each(list.Element, around)}"),
        BitListType bits => Content(bits.Size, around, "⌈n / 8⌉"),
        StructType or SwitchType => Range(BodySizes.Range(type)),
        CodecType => "its own",
        _ when type.SizeRule() is { } rule => Content(rule, around, "n"),
        _ => Range(BodySizes.Range(type)),
    };

    /// <summary>The bytes of a whole body.</summary>
    public static string Of(BodyLayout layout) => layout.FixedSize is { } size ? NumberWords.Of(size) : Range(new(layout.MinSize, layout.MaxSize));

    internal static string Range(SizeRange range) => range switch
    {
        { Min: var min, Max: var max } when min == max => NumberWords.Of(min),
        { Max: < SizeRange.Unlimited } => $"{NumberWords.Of(range.Min)} to {NumberWords.Of(range.Max)}",
        { Min: 0 } => "any",
        _ => $"{NumberWords.Of(range.Min)} or more",
    };

    private static string Each(FieldType element, Structure around)
    {
        var size = Of(element, around);
        return size.Contains(' ', StringComparison.Ordinal) ? $"({size})" : size;
    }

    private static string Content(SizeRule rule, Structure around, string content) => rule switch
    {
        FixedSize known => NumberWords.Of(known.Count),
        PrefixedSize { Prefix: var prefix } => $"{prefix.Size} + {content}",
        VarintPrefixedSize { Prefix: var prefix } => $"1 to {prefix.MaxSize}, + {content}",
        TerminatedSize { Terminator: var mark } => $"{content} + {mark.Count}",
        ReferencedSize said when content == "n" => ReferenceWords.With(ReferenceWords.Of(said.Source, around), said.Steps),
        ReferencedSize said => content.Replace("n", Grouped(ReferenceWords.With(ReferenceWords.Of(said.Source, around), said.Steps)), StringComparison.Ordinal),
        _ => "rest",
    };

    private static string Grouped(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"({text})" : text;
}
