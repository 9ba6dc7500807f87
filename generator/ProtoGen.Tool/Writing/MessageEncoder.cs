using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Writing;

/// <summary>Writes one message, and the frame around it.</summary>
internal sealed class MessageEncoder(Protocol protocol, ValueNodes nodes)
{
    private const string HeaderKey = "header";
    private const string IdKey = "id";

    /// <summary>The message of a name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public Message Find(string name)
    {
        if (protocol.Messages.FirstOrDefault(message => message.SchemaName == name || message.Name == name) is { } message) return message;
        var hint = NameSuggestion.DidYouMean(name, protocol.Messages.Select(known => known.SchemaName));
        throw new UsageException($"{protocol.Name} has no message '{name}'{(hint.Length > 0 ? hint : $"; it has {string.Join(", ", protocol.Messages.Select(known => known.SchemaName))}")}");
    }

    /// <summary>Writes a message with the values given; those of the frame stand under <c>header</c>.</summary>
    /// <exception cref="UsageException">Values are missing, wrong, or cannot be written.</exception>
    public EncodedMessage Encode(Message message, YamlMapping given, Direction side)
    {
        var framings = protocol.FramingsOf(message).ToList();
        var framing = side == Direction.Server ? framings[^1] : framings[0];
        var (own, header, id) = Divide(message, given);
        var values = nodes.Read(message.Body, own, "");
        var frame = framing.Variants.First(variant => message.Variant is null || message.Variant == variant.Variant);
        var headerValues = nodes.Read(frame.Structure, header, "header.");
        var context = WalkContext.Of(protocol) with { Extra = message.Extra };
        foreach (var field in frame.Header.Where(field => field.Presence is null && headerValues.All(value => value.Field != field.Name)))
        {
            if (DefaultValue.Of(field.Type, context) is { } nothing) headerValues.Add(new(field.Name, nothing));
        }

        RefuseMissing(message, values);
        try
        {
            var reading = new FrameReading { Frame = frame, Plain = [], Values = Complete(message, frame, headerValues).ToEquatableArray(), Body = [], BodyOffset = 0 };
            var body = BodyPadding.Cut(BodyWriter.Write(message.Body, values, MessageReader.ContextOf(protocol, message, reading, context)), framing.Pad);
            var needed = framing.Framer ?? FrameChanges.TransformOf(framing, message, reading, protocol);
            return needed is null
                ? new(body, FrameWriter.Write(framing, frame, message, id ?? [.. message.Ids], headerValues, body, context), null)
                : new(body, null, needed);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"{message.SchemaName} cannot be written: {exception.Message}");
        }
    }

    private (YamlMapping Own, YamlMapping Header, IReadOnlyList<WireInteger>? Id) Divide(Message message, YamlMapping given)
    {
        var isOwn = message.Fields.Any(field => field.Name == HeaderKey);
        var header = isOwn ? null : given.Entries.FirstOrDefault(entry => entry.Key.Text == HeaderKey);
        var id = message.CatchesUnknown && message.Fields.All(field => field.Name != IdKey) ? given.Entries.FirstOrDefault(entry => entry.Key.Text == IdKey) : null;
        if (message.CatchesUnknown && id is null) throw new UsageException($"{message.SchemaName} stands for every unknown id: give one as id=NUMBER.");
        var own = new YamlMapping([.. given.Entries.Where(entry => entry != header && entry != id)], given.Span, given.Weight);
        return (own, header?.Value as YamlMapping ?? new([], given.Span, 1), id is null ? null : nodes.ReadId(message, id.Value));
    }

    /// <summary>The header as conditions see it, with what the message fixes.</summary>
    private static List<VectorValue> Complete(Message message, Frame frame, List<VectorValue> header)
    {
        var all = header.ToList();
        foreach (var value in message.Header) FrameFields.Set(all, new(value.Field.Split('.').ToEquatableArray()), value.Value);
        for (var index = 0; index < Math.Min(message.Ids.Count, frame.Ids.Count); index++) FrameFields.Set(all, frame.Ids[index], new IntegerValue(message.Ids[index]));
        return all;
    }

    private static void RefuseMissing(Message message, List<VectorValue> values)
    {
        var missing = message.Fields
            .Where(field => field is { Presence: null, Derivation: null } && !FieldValues.IsOptionalForUsers(field) && !MeaningWalk.HasNone(field) && values.TrueForAll(value => value.Field != field.Name))
            .Select(field => field.Name).ToList();
        if (missing.Count > 0) throw new UsageException($"{message.SchemaName} lacks {string.Join(", ", missing)}: give {string.Join(" ", missing.Select(name => name + "=VALUE"))}");
    }
}

/// <summary>A message as bytes.</summary>
/// <param name="Body">Its body.</param>
/// <param name="Frame">The frame; null where only code of the user's own writes it.</param>
/// <param name="NeedsCode">That code.</param>
internal sealed record EncodedMessage(byte[] Body, byte[]? Frame, string? NeedsCode);
