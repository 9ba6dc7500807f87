using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout;

/// <summary>Makes the protocol of what is left after the checks: every message gets its layout, positions are dropped.</summary>
internal static class LayoutBuilder
{
    /// <summary>The protocol; null where it has no name, no namespace or no frame.</summary>
    public static Protocol? LayOut(BoundSchema schema)
    {
        if (schema is not { Name: { } name, Namespace: { } space, Frames: { IsUsable: true } frames }) return null;

        var (fromClient, fromServer) = frames.States.Count > 0 ? (frames.States[0].FromClient!, frames.States[0].FromServer!) : (frames.FromClient!, frames.FromServer!);

        var bits = BitsVariants.Of(schema);
        var messages = schema.Messages.Where(message => message.IsUsable).Select(message => LayOut(message, frames, bits)).ToEquatableArray();
        var shared = SharedFaults.Of(schema, messages);
        var faults = new HashSet<string>(schema.Messages.Where(message => shared is not null && message.ProtocolFault is not null).Select(message => message.Name));
        return new()
        {
            Name = name,
            Namespace = space,
            Doc = schema.Doc,
            Framing = LayOut(fromClient, bits),
            ServerFraming = fromServer == fromClient ? null : LayOut(fromServer, bits),
            States = frames.States.Select(state => LayOut(state, bits)).ToEquatableArray(),
            KeysAreIds = schema.KeysAreIds,
            Fault = schema.SharedFault is { IsUsable: true } fault ? fault.Name : null,
            Enums = schema.Enums.Where(known => known.Type is not null).Select(LayOut).ToEquatableArray(),
            Profiles = schema.Profiles.ToEquatableArray(),
            Bits = bits.Types.ToEquatableArray(),
            Structures = schema.Structures.Bound.Where(structure => !structure.IsBroken).Select(structure => bits.Apply(structure).ToModel(int.MaxValue)).ToEquatableArray(),
            SharedFault = shared,
            Messages = messages.Select(message => faults.Contains(message.Name) ? message with { SharedFault = shared!.Name } : message).ToEquatableArray(),
            Registration = schema.Registration is { Message.IsUsable: true } bound ? bound.Registration : null,
            Farewell = schema.Farewell is { IsUsable: true } last ? last.Name : null,
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
            .Select(member => new EnumMember(member.Name, member.Value!.Value, member.Syntax.Doc?.Prose) { SchemaName = member.Syntax.Key.Text, Since = member.Syntax.Since?.Text, Deprecated = member.Syntax.Deprecated?.Text })
            .ToEquatableArray(),
    };

    /// <summary>The framing with the types that its bits fields got.</summary>
    private static Framing LayOut(BoundFraming framing, BitsVariants bits) => framing.Framing with
    {
        Variants = framing.Layouts.Select(layout => layout.Frame with { Structure = bits.Apply(layout.Structure).ToModel(layout.Frame.MaxSize) }).ToEquatableArray(),
    };

    private static ProtocolState LayOut(BoundState state, BitsVariants bits) => new()
    {
        Name = state.Name,
        SchemaName = state.SchemaName,
        FromClient = LayOut(state.FromClient!, bits),
        FromServer = LayOut(state.FromServer!, bits),
        Next = state.Next.ToEquatableArray(),
    };

    private static Message LayOut(BoundMessage message, BoundFrames frames, BitsVariants bits) => new()
    {
        Name = message.Name,
        SchemaName = message.SchemaName,
        Doc = message.Syntax.Doc?.Prose,
        Life = message.Life,
        Ids = message.Selector!.Ids.ToEquatableArray(),
        Key = message.Key,
        ServerKey = message.ServerKey,
        CatchesUnknown = message.Selector.IsElse,
        UnknownId = message.UnknownId.ToEquatableArray(),
        KnownIds = message.KnownIds.ToEquatableArray(),
        KnownIdsOfClient = message.KnownIdsOfClient.ToEquatableArray(),
        KnownIdsOfServer = message.KnownIdsOfServer.ToEquatableArray(),
        Variant = message.Selector.Variant,
        State = message.Selector.State?.Name,
        Header = message.Selector.Header.ToEquatableArray(),
        From = message.From,
        Role = message.Role,
        Counterpart = message.Counterpart?.Name,
        Replies = message.Replies.Select(reply => reply.Name).ToEquatableArray(),
        Streamed = message.Streamed.Select(part => part.Name).ToEquatableArray(),
        IsReplyOptional = message.IsReplyOptional,
        ReplyCondition = message.Body.ReplyCondition,
        Fault = message.Fault?.Name,
        IsIdempotent = message.IsIdempotent,
        Resent = message.Resent.ToEquatableArray(),
        Transform = message.Transform,
        Correlations = message.Correlations.ToEquatableArray(),
        Extra = message.Extra,
        Body = bits.Apply(message.Body).ToModel(LargestBody(message, frames)),
    };

    /// <summary>What is left for it in the largest frame; more where bodies grow once they are out of it.</summary>
    private static int LargestBody(BoundMessage message, BoundFrames frames)
    {
        var layouts = message.Selector!.Layouts;
        var changed = frames.All.Where(framing => framing.Layouts.Any(layouts.Contains)).Max(framing => framing.Framing.MaxChangedSize);
        if (message.Transform is not null) changed = Math.Max(changed ?? 0, BodyChange.DefaultMaxSize(layouts.Max(layout => layout.Frame.MaxSize)));
        return Math.Max(changed ?? 0, layouts.Max(layout => FrameSizes.LargestBody(layout.Frame)));
    }
}
