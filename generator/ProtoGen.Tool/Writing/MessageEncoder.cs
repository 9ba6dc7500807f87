using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;
using ProtoGen.Tool.Values.Typed;

namespace ProtoGen.Tool.Writing;

/// <summary>Writes one message, and the frame around it.</summary>
internal sealed class MessageEncoder(Protocol protocol)
{
    private readonly TypedMessages _typed = new(protocol);

    /// <summary>Writes a message with the values given as <c>FIELD=VALUE</c>; those of the frame stand under <c>header</c>.</summary>
    /// <exception cref="UsageException">Values are missing, wrong, or cannot be written.</exception>
    public EncodedMessage Encode(Message message, IEnumerable<string> words, Direction side)
    {
        var framing = protocol.FramingOf(message, side);
        var frame = framing.LayoutOf(message);
        var typed = _typed.Read(message, words, side);
        if (message.CatchesUnknown && typed.Id is null) throw new UsageException($"{message.SchemaName} stands for every unknown id: give one as id=NUMBER.");
        RefuseMissing(message, typed.Values);
        var context = WalkContext.Of(protocol) with { Extra = message.Extra };
        var header = WithDefaults(frame, typed.Header, context);
        try
        {
            var reading = new FrameReading { Frame = frame, Plain = [], Values = message.WithFixed(frame, header).ToEquatableArray(), Body = [], BodyOffset = 0 };
            var body = BodyPadding.Cut(BodyWriter.Write(message.Body, typed.Values, MessageReader.ContextOf(protocol, message, reading, context)), framing.Pad);
            var needed = framing.Framer ?? FrameChanges.TransformOf(framing, message, reading, protocol);
            return needed is null
                ? new(body, FrameWriter.Write(framing, frame, message, typed.Id ?? [.. message.Ids], header, body, context), null)
                : new(body, null, needed);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{message.SchemaName} cannot be written: {exception.Message}");
        }
    }

    private static List<VectorValue> WithDefaults(Frame frame, List<VectorValue> given, WalkContext context)
    {
        var header = given.ToList();
        foreach (var field in frame.Header.Where(field => field.Presence is null && given.All(value => value.Field != field.Name)))
        {
            if (DefaultValue.Of(field.Type, context) is { } nothing) header.Add(new(field.Name, nothing));
        }

        return header;
    }

    private static void RefuseMissing(Message message, List<VectorValue> values)
    {
        var missing = RequiredFields.Of(message).Where(field => values.TrueForAll(value => value.Field != field.Name)).Select(field => field.Name).ToList();
        if (missing.Count > 0) throw new UsageException($"{message.SchemaName} lacks {string.Join(", ", missing)}: give {string.Join(" ", missing.Select(name => name + "=VALUE"))}");
    }
}

/// <summary>A message as bytes.</summary>
/// <param name="Body">Its body.</param>
/// <param name="Frame">The frame; null where only code of the user's own writes it.</param>
/// <param name="NeedsCode">That code.</param>
internal sealed record EncodedMessage(byte[] Body, byte[]? Frame, string? NeedsCode);
