using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Puts a frame around a body: the inverse of <see cref="FrameReader"/>.</summary>
public static class FrameWriter
{
    /// <summary>Writes one frame, escaped where the framing says so.</summary>
    /// <param name="framing">How bytes are cut into frames.</param>
    /// <param name="frame">The layout, one of the framing's.</param>
    /// <param name="message">The message, whose id and header values are written.</param>
    /// <param name="ids">The numbers of the id; the message's own, unless it stands for unknown ones.</param>
    /// <param name="header">The header's other values; those left out are 0.</param>
    /// <param name="body">The message's bytes.</param>
    /// <param name="context">The types that the layout refers to.</param>
    /// <exception cref="ArgumentException">A value does not fit, or the length cannot say how long the frame is.</exception>
    public static byte[] Write(
        Framing framing, Frame frame, Message message, IReadOnlyList<WireInteger> ids, IEnumerable<VectorValue> header, byte[] body, WalkContext context)
    {
        var given = header.ToList();
        given.RemoveAll(value => value.Field == frame.Body.Name || frame.Ids.Any(path => path.Path.Count == 1 && path.Field == value.Field));
        given.Add(new(frame.Body.Name, new BytesValue(body.ToEquatableArray())));
        foreach (var value in message.Header) FrameFields.Set(given, new(value.Field.Split('.').ToEquatableArray()), value.Value);
        for (var index = 0; index < ids.Count; index++) SetId(given, frame, frame.Ids[index], ids[index]);

        foreach (var field in frame.Header.Where(field => field.Presence is null && given.All(value => value.Field != field.Name)))
        {
            if (field.Type is IntegerType or VarintType or EnumFieldType) given.Add(new(field.Name, new IntegerValue(default)));
        }

        var plain = BodyWriter.Write(FrameFields.AsStructure(frame, judgesExtra: true), given, context with { Extra = message.Extra });
        if (plain.Length > frame.MaxSize) throw new ArgumentException($"The frame takes {plain.Length} bytes, more than its maxSize of {frame.MaxSize}");
        return FrameWire.Write(framing, plain, context);
    }

    private static void SetId(List<VectorValue> given, Frame frame, OwnValue path, WireInteger id)
    {
        // An id that is not in every frame is 0 where it is not.
        var field = frame.Field(path.Field);
        if (field.Presence is not null && id.Equals(default)) return;
        FrameFields.Set(given, path, field.Type is CharType ? new TextValue(((char)id.Bits).ToString()) : new IntegerValue(id));
    }
}
