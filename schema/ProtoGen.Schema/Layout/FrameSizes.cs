using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>What a layout and its length allow a frame to be.</summary>
public static class FrameSizes
{
    /// <summary>The largest frame that can be said: <see cref="Frame.MaxSize"/>, or less where the length is too narrow for it.</summary>
    public static int MaxFrameBytes(this Frame frame)
    {
        if (frame.Extent is not LengthExtent length || LargestRange(frame, length) is not { } range) return frame.MaxSize;
        var outside = Outside(frame, length).Sum(field => BodySizes.Range(field).Max);
        return (int)Math.Min(frame.MaxSize, range + outside);
    }

    /// <summary>The bytes of a field where they are always the same; else null.</summary>
    public static int? FixedSize(Field field) => BodySizes.Fixed(field);

    /// <summary>The fields of a layout that its length does not count, before and after the range.</summary>
    public static IEnumerable<Field> Outside(Frame frame, LengthExtent length) => Before(frame, length).Concat(After(frame, length));

    /// <summary>The fields before what the length counts.</summary>
    public static IEnumerable<Field> Before(Frame frame, LengthExtent length) => frame.Fields.TakeWhile(field => field.Name != length.Range.First);

    /// <summary>The fields after what the length counts.</summary>
    public static IEnumerable<Field> After(Frame frame, LengthExtent length) => frame.Fields.SkipWhile(field => field.Name != length.Range.Last).Skip(1);

    /// <summary>The integer that holds a value of a layout: a field, or the bits of a part of one.</summary>
    public static IntegerType? IntegerOf(Frame frame, OwnValue value) => frame.Field(value.Field).Type switch
    {
        IntegerType integer => integer,
        VarintType varint => varint.Value,
        EnumFieldType named => named.Underlying,
        BitsFieldType bits => bits.Underlying,
        SwitchType number when number.IsNumber() => number.Widest(),
        _ => null,
    };

    /// <summary>The bytes that a length counts beside the body at least.</summary>
    public static long CountedBeside(Frame frame, LengthExtent length) =>
        frame.Fields.Except(Outside(frame, length)).Where(field => field.Type is not BodyType).Sum(BodySizes.Min);

    /// <summary>What is left for a body in the largest frame.</summary>
    internal static int LargestBody(Frame frame) => Math.Max(0, frame.MaxFrameBytes() - frame.MinHeadSize - frame.TailSize);

    /// <summary>The most bytes a length can announce; null where that is more than any frame has.</summary>
    private static long? LargestRange(Frame frame, LengthExtent length)
    {
        if (length.Source.Path.Count > 1 || IntegerOf(frame, length.Source) is not { } type || type.Max.Bits > int.MaxValue) return null;
        return length.BytesFor((long)type.Max.Bits);
    }
}
