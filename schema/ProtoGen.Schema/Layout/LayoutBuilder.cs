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

        var bits = BitsVariants.Of(schema);
        return new()
        {
            Name = name,
            Namespace = space,
            Doc = schema.Doc,
            Frame = frame,
            Enums = schema.Enums.Where(known => known.Type is not null).Select(LayOut).ToEquatableArray(),
            Profiles = schema.Profiles.ToEquatableArray(),
            Bits = bits.Types.ToEquatableArray(),
            Structures = schema.Structures.Bound.Where(structure => !structure.IsBroken).Select(structure => bits.Apply(structure).ToModel(int.MaxValue)).ToEquatableArray(),
            Messages = schema.Messages.Where(message => message.IsUsable).Select(message => LayOut(message, frame, bits)).ToEquatableArray(),
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
        IsFlags = known.Syntax.IsFlags,
        Members = known.Members
            .Where(member => member.Value is not null)
            .Select(member => new EnumMember(member.Name, member.Value!.Value, member.Syntax.Doc?.Prose))
            .ToEquatableArray(),
    };

    private static Message LayOut(BoundMessage message, Frame frame, BitsVariants bits) => new()
    {
        Name = message.Name,
        SchemaName = message.SchemaName,
        Doc = message.Syntax.Doc?.Prose,
        Id = message.Id!.Value,
        From = message.From,
        Role = message.Role,
        Counterpart = message.Counterpart?.Name,
        Body = bits.Apply(message.Body).ToModel(LargestBody(frame)),
    };

    /// <summary>What is left for a body in the largest frame, or in the largest the length can announce.</summary>
    private static int LargestBody(Frame frame)
    {
        var limit = (long)frame.MaxSize - frame.HeadSize - frame.TailSize;
        var length = frame.Length!;
        return (int)(length.Type.Size < 8 ? Math.Min(limit, (long)length.Type.Max.Bits - length.Extra) : limit);
    }
}
