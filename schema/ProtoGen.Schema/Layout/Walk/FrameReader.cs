using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Takes one whole frame apart, as it came over the wire.</summary>
public static class FrameReader
{
    /// <summary>Reads bytes that must be exactly one frame; false where they are not.</summary>
    /// <param name="framing">How bytes are cut into frames.</param>
    /// <param name="wire">The bytes, with flags and escaping where there is any.</param>
    /// <param name="context">The types that layouts refer to.</param>
    /// <param name="extra">The extra bytes of the message that a frame holds, which checks may count; asked for only where one does.</param>
    /// <param name="reading">What was read; null on failure.</param>
    /// <param name="failure">What is wrong, or null.</param>
    public static bool TryRead(
        Framing framing, byte[] wire, WalkContext context, Func<FrameReading, EquatableArray<byte>> extra, out FrameReading? reading, out BodyFailure? failure)
    {
        reading = null;
        if (FrameWire.Read(framing, wire, context, out failure) is not { } plain) return false;
        if (FindVariant(framing, plain) is not { } frame)
        {
            failure = new("", 0, "begins like none of its variants");
            return false;
        }

        failure = Judge(frame, plain) ?? Read(frame, plain, context, judgesExtra: false, out reading);
        if (failure is null && frame.Fields.Any(field => field.Derivation is CheckDerivation { HasExtra: true }))
            failure = Read(frame, plain, context with { Extra = extra(reading!) }, judgesExtra: true, out reading);
        return failure is null;
    }

    /// <summary>The layout whose constants stand where they must; null where none does.</summary>
    internal static Frame? FindVariant(Framing framing, byte[] plain) => framing.Variants.Count == 1
        ? framing.Variants[0]
        : framing.Variants.FirstOrDefault(frame => frame.Marks.All(mark =>
            plain.Length > mark.Offset && (plain[mark.Offset] & mark.Mask) == mark.Value));

    private static BodyFailure? Judge(Frame frame, byte[] plain)
    {
        var overhead = frame.MinHeadSize + frame.TailSize;
        return plain.Length < overhead ? new("", plain.Length, $"has {plain.Length} bytes, but takes {overhead} without a body")
            : plain.Length > frame.MaxSize ? new("", 0, $"has {plain.Length} bytes, more than its maxSize of {frame.MaxSize}")
            : null;
    }

    private static BodyFailure? Read(Frame frame, byte[] plain, WalkContext context, bool judgesExtra, out FrameReading? reading)
    {
        reading = null;
        var structure = FrameFields.AsStructure(frame, judgesExtra);
        context.Trace?.Clear();
        if (!BodyReader.TryRead(structure, plain, context, out var values, out var failure)) return failure;

        var body = ((BytesValue)values.First(value => value.Field == frame.Body.Name).Value).Value.ToArray();
        reading = new()
        {
            Frame = frame,
            Plain = plain,
            Values = values,
            Body = body,
            BodyOffset = plain.Length - frame.TailSize - body.Length,
        };
        return null;
    }
}
