using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>Makes the protocol of what is left after the checks: every message gets its layout, positions are dropped.</summary>
internal static class LayoutBuilder
{
    /// <summary>The protocol; null where it has no name, no namespace or no frame.</summary>
    public static Protocol? LayOut(BoundSchema schema)
    {
        if (schema is not { Name: { } name, Namespace: { } space, Frame.Frame: { } frame }) return null;

        return new()
        {
            Name = name,
            Namespace = space,
            Doc = schema.Doc,
            Frame = frame,
            Enums = schema.Enums.Where(known => known.Type is not null).Select(LayOut).ToEquatableArray(),
            Messages = schema.Messages.Where(message => message.IsUsable).Select(message => LayOut(message, frame)).ToEquatableArray(),
            Registration = schema.Registration is { Message.IsUsable: true } bound ? bound.Registration : null,
            Heartbeats = schema.Heartbeats.Where(beat => beat.Message.IsUsable).Select(beat => beat.Heartbeat).ToEquatableArray(),
            Vectors = schema.Vectors.Where(vector => vector.Message.IsUsable).Select(vector => vector.Vector).ToEquatableArray(),
        };
    }

    private static EnumType LayOut(BoundEnum known) => new()
    {
        Name = known.Name,
        Doc = known.Syntax.Doc?.Prose,
        Underlying = known.Type!.Underlying,
        Members = known.Members
            .Where(member => member.Value is not null)
            .Select(member => new EnumMember(member.Name, member.Value!.Value, member.Syntax.Doc?.Prose))
            .ToEquatableArray(),
    };

    private static Message LayOut(BoundMessage message, Frame frame) => new()
    {
        Name = message.Name,
        SchemaName = message.SchemaName,
        Doc = message.Syntax.Doc?.Prose,
        Id = message.Id!.Value,
        From = message.From,
        Role = message.Role,
        Counterpart = message.Counterpart?.Name,
        Body = new()
        {
            Name = message.Name,
            SchemaName = message.SchemaName,
            Doc = message.Syntax.Doc?.Prose,
            Layout = BodyLayoutBuilder.Build([.. message.Fields.Select(field => field.Field!)], LargestBody(frame)),
        },
    };

    /// <summary>What is left for a body in the largest frame, or in the largest the length can announce.</summary>
    private static int LargestBody(Frame frame)
    {
        var limit = (long)frame.MaxSize - frame.HeadSize - frame.TailSize;
        var length = frame.Length!;
        return (int)(length.Type.Size < 8 ? Math.Min(limit, (long)length.Type.Max.Bits - length.Extra) : limit);
    }
}
