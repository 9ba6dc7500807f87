using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Finds where the first frame in received bytes ends. Whether it is a legal one is for <see cref="FrameReader"/> to say.</summary>
public static class FrameCutter
{
    /// <summary>Looks at the bytes from an offset on.</summary>
    /// <param name="protocol">The protocol, whose messages say where a frame ends that nothing announces.</param>
    /// <param name="framing">How the bytes are cut.</param>
    /// <param name="from">The side that sent them.</param>
    /// <param name="bytes">Received bytes.</param>
    /// <param name="start">Where the frame begins.</param>
    public static FrameCut Find(Protocol protocol, Framing framing, Direction from, byte[] bytes, int start)
    {
        if (framing.Framer is { } framer) return FrameCut.Invalid($"can be found by '{framer}' alone");
        if (framing.Escape is { } escape) return FindFlags(framing, escape, bytes, start);
        if (framing.Variants.Count > 1 && bytes.Length - start <= framing.Variants.Min(known => known.Marks.Max(mark => mark.Offset))) return FrameCut.NeedMore;
        var plain = BytesWalk.Cut(bytes, start, Math.Min(bytes.Length - start, framing.MaxSize));
        if (FrameReader.FindVariant(framing, plain) is not { } frame) return FrameCut.Invalid("begins like none of its variants");
        return frame.Extent is LengthExtent length ? FindLength(protocol, frame, length, plain) : FindBody(protocol, framing, frame, from, plain);
    }

    /// <summary>The next offset at which a frame may begin after bytes that are none: a flag, or a constant that frames begin with; null where there is none.</summary>
    public static int? FindNext(Framing framing, byte[] bytes, int start)
    {
        for (var offset = start; offset < bytes.Length; offset++)
        {
            if (framing.Escape is { } escape ? bytes[offset] == escape.Flag : framing.Variants.Any(frame => Begins(frame, bytes, offset))) return offset;
        }

        return null;
    }

    private static bool Begins(Frame frame, byte[] bytes, int offset) =>
        frame.Fields.First() is { Constant: { } constant } first
        && Marks.StandsAt(bytes, ValueBytes.Write(constant, first.Type is BitsFieldType bits ? bits.Underlying : first.Type), offset);

    // One flag may end a frame and begin the next, so it is left where it is; nothing between two flags is no frame.
    private static FrameCut FindFlags(Framing framing, FrameEscape escape, byte[] bytes, int start)
    {
        var begin = Array.IndexOf(bytes, escape.Flag, start);
        if (begin != start) return FrameCut.Invalid($"does not begin with the flag 0x{escape.Flag:x2}", (begin < 0 ? bytes.Length : begin) - start);
        var end = Array.IndexOf(bytes, escape.Flag, start + 1);
        if (end < 0) return framing.MaxWireSize is { } limit && bytes.Length - start > limit ? FrameCut.Invalid($"has more bytes than its maxWireSize of {limit}") : FrameCut.NeedMore;
        return FrameCut.Of(end + 1 - start);
    }

    private static FrameCut FindLength(Protocol protocol, Frame frame, LengthExtent length, byte[] plain)
    {
        var context = WalkContext.Of(protocol) with { Judges = false };
        var head = frame.Head.ToList();
        var upToLength = head.Take(head.FindIndex(field => field.Name == length.Source.Field) + 1).ToList();
        if (!TryReadHead(frame, upToLength, plain, context, out _, out var values)) return Short(frame, plain);
        var said = FrameFields.Number(values, length.Source);
        var counted = said.IsNegative || said.Bits > long.MaxValue ? -1 : length.BytesFor((long)said.Bits) ?? -1;
        if (counted < 0) return FrameCut.Invalid($"has a length that cannot be: '{length.Source}' is {said}");

        if (!TryReadHead(frame, [.. FrameSizes.Before(frame, length)], plain, context, out var before, out _)) return Short(frame, plain);
        var total = before + counted + FrameSizes.After(frame, length).Sum(field => (long)(BodySizes.Fixed(field) ?? 0));
        if (total > frame.MaxSize) return FrameCut.Invalid($"announces {total} bytes, more than its maxSize of {frame.MaxSize}");
        if (total < frame.MinHeadSize + frame.TailSize) return FrameCut.Invalid($"announces {total} bytes, but takes {frame.MinHeadSize + frame.TailSize} without a body");
        return total > plain.Length ? FrameCut.NeedMore with { Length = (int)total } : FrameCut.Of((int)total);
    }

    private static FrameCut FindBody(Protocol protocol, Framing framing, Frame frame, Direction from, byte[] plain)
    {
        var context = WalkContext.Of(protocol);
        if (!TryReadHead(frame, [.. frame.Head], plain, context with { Judges = false }, out var head, out var values)) return Short(frame, plain);
        var reading = new FrameReading { Frame = frame, Plain = plain, Values = values, Body = [], BodyOffset = head };
        var messages = protocol.Messages.Where(message => (message.From & from) != 0 && protocol.FramingsOf(message).Contains(framing) && reading.Matches(message)).ToList();
        if (messages.Count == 0) return FrameCut.Invalid($"has an id that no message of the {from.ToString().ToLowerInvariant()} has: {string.Join(", ", reading.Ids)}");
        var isShort = false;
        BodyFailure? why = null;
        foreach (var message in messages)
        {
            var bytes = BytesWalk.Cut(plain, head, Math.Max(0, plain.Length - head));
            if (BodyReader.TryReadStart(message.Body, bytes, MessageReader.ContextOf(protocol, message, reading, context), out var size, out _, out var failure)
                && head + size + frame.TailSize <= plain.Length) return FrameCut.Of(head + size + frame.TailSize);
            isShort |= failure is null or { IsShort: true };
            why ??= failure is null ? null : failure with { Offset = failure.Offset + head };
        }

        return isShort && plain.Length < framing.MaxSize ? FrameCut.NeedMore with { Failure = why } : new(FrameCutStatus.Invalid, 0, why);
    }

    private static bool TryReadHead(Frame frame, IReadOnlyList<Field> fields, byte[] plain, WalkContext context, out int size, out EquatableArray<VectorValue> values)
    {
        var structure = frame.Structure with { Layout = BodyLayoutBuilder.Build([.. fields.Select(FrameFields.WithoutId)], int.MaxValue), PadTo = 1 };
        return BodyReader.TryReadStart(structure, plain, context, out size, out values, out _);
    }

    private static FrameCut Short(Frame frame, byte[] plain) => plain.Length < frame.Head.Sum(field => BodySizes.Range(field).Max)
        ? FrameCut.NeedMore
        : FrameCut.Invalid("has a head that cannot be read");
}
