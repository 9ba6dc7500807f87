using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>How many bytes a field takes at least and at most, and whether it has an end of its own.</summary>
internal static class BodySizes
{
    /// <summary>The size that the brackets of a type say; null for a type without.</summary>
    public static SizeRule? SizeRule(this FieldType type) => type switch
    {
        TextType text => text.Size,
        BytesType bytes => bytes.Size,
        BcdType digits => digits.Size,
        BitListType bits => bits.Size,
        ListType list => list.Size,
        _ => null,
    };

    /// <summary>The bytes of a field where it takes the same whatever its value and wherever it stands.</summary>
    public static int? Fixed(Field field) => field switch
    {
        { Presence: not null } or { Align: > 1 } => null,
        { Bound: { } bound } => (bound.Size as FixedSize)?.Count,
        _ => field.Type.FixedSize,
    };

    public static long Min(Field field) => Range(field).Min;

    public static long Min(FieldType type) => Range(type).Min;

    /// <summary>The largest size; for the rest of a body more than any frame holds.</summary>
    public static long Max(FieldType type) => Range(type).Max;

    /// <summary>The bytes of a field with everything that stands on it.</summary>
    public static SizeRange Range(Field field)
    {
        var range = new SizeRange(0, field.Align - 1) + RangeInPlace(field);
        return field.Presence is null ? range : range with { Min = 0 };
    }

    /// <summary>The bytes of a field that is there, from where its padding ends.</summary>
    public static SizeRange RangeInPlace(Field field) => field.Bound is { } bound ? Bounded(Range(field.Type), bound) : Range(field.Type);

    /// <summary>The bytes of a type, its prefix included.</summary>
    public static SizeRange Range(FieldType type) => type switch
    {
        { FixedSize: { } size } => SizeRange.Exactly(size),
        VarintType varint => new(1, varint.MaxSize),
        StructType nested => new(nested.MinSize, nested.MaxSize),
        ListType { InBytes: false, Size: not RestSize } list => Marked(list.Size, count => SizeRange.Times(count, Range(list.Element) + new SizeRange(0, list.ElementAlign - 1))),
        BitListType bits => Marked(bits.Size, count => new((count.Min + 7) / 8, (count.Max + 7) / 8)),
        SwitchType choice => choice.AllCases.Select(known => known.Type is { } held ? Range(held) : SizeRange.Nothing).DefaultIfEmpty().Aggregate(SizeRange.Or),
        _ => type.SizeRule() is { } rule ? Marked(rule, count => count) : SizeRange.AtLeast(0),
    };

    /// <summary>Whether a field ends only where the bytes around it end.</summary>
    public static bool TakesRest(Field field) => field.Bound is { } bound ? bound.Size is RestSize : TakesRest(field.Type);

    /// <summary>Whether values of a type end only where the bytes around them end. A codec knows its own end.</summary>
    public static bool TakesRest(FieldType type) => type switch
    {
        BodyType => true,
        StructType nested => nested.TakesRest,
        SwitchType choice => choice.AllCases.Any(known => known.Type is { } held && TakesRest(held)),
        _ => type.SizeRule() is RestSize,
    };

    /// <summary>What announces or ends a size, and what the size counts.</summary>
    private static SizeRange Marked(SizeRule rule, Func<SizeRange, SizeRange> content) => rule switch
    {
        FixedSize known => content(SizeRange.Exactly(known.Count)),
        PrefixedSize { Prefix: var prefix } => SizeRange.Exactly(prefix.Size) + content(new(0, Largest(prefix))),
        VarintPrefixedSize { Prefix: var prefix } => new SizeRange(1, prefix.MaxSize) + content(new(0, Largest(prefix.Value))),
        TerminatedSize { Terminator: var mark } => SizeRange.Exactly(mark.Count) + content(SizeRange.AtLeast(0)),
        _ => content(SizeRange.AtLeast(0)),
    };

    /// <summary>A bound is at least as large as what stands in it; it is larger only where bytes may be left over.</summary>
    private static SizeRange Bounded(SizeRange content, Bound bound) => bound.Size is FixedSize known
        ? SizeRange.Exactly(known.Count)
        : Marked(bound.Size, limit => new(content.Min, bound.Trailing == Trailing.Error ? Math.Min(limit.Max, content.Max) : limit.Max));

    private static long Largest(IntegerType prefix) => (long)Math.Min(prefix.Max.Bits, (ulong)SizeRange.Unlimited);
}
