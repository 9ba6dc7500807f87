using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>A message from outside: of its fields only what others must know.</summary>
internal sealed record MessageSurface
{
    /// <summary>Its C# name.</summary>
    public required string Name { get; init; }

    /// <summary>What the schema says about it.</summary>
    public required string? Doc { get; init; }

    /// <summary>Why it should not be used any more; null where it should.</summary>
    public required string? Deprecated { get; init; }

    /// <summary>The number a dispatcher switches on. Messages that look the same on the wire share it.</summary>
    public required long Key { get; init; }

    /// <summary>Who sends it.</summary>
    public required Direction From { get; init; }

    /// <summary>Request, reply or neither.</summary>
    public required MessageRole Role { get; init; }

    /// <summary>The C# names of what may answer a request, faults not included.</summary>
    public required EquatableArray<string> Replies { get; init; }

    /// <summary>The C# names of what comes before the reply to a request.</summary>
    public required EquatableArray<string> Streamed { get; init; }

    /// <summary>The C# name of the fault that may answer it.</summary>
    public required string? Fault { get; init; }

    /// <summary>The C# name of the record that callers and handlers have for this fault, where it is one for all requests.</summary>
    public required string? SharedFault { get; init; }

    /// <summary>Whether nothing may answer it.</summary>
    public required bool IsReplyOptional { get; init; }

    /// <summary>Whether its values say if an answer is due.</summary>
    public required bool IsReplyConditional { get; init; }

    /// <summary>Whether a call of it may end without an answer.</summary>
    public bool MayLackReply => IsReplyOptional || IsReplyConditional;

    /// <summary>The sides that send it as their heartbeat; 0 where none does.</summary>
    public required Direction HeartbeatFrom { get; init; }

    /// <summary>Whether the client says it last.</summary>
    public required bool IsFarewell { get; init; }

    /// <summary>Whether a user gives it any value.</summary>
    public required bool HasValues { get; init; }

    /// <summary>The property that asks the user for its values, where a side says it by itself.</summary>
    public string ContentProperty => Name + "Content";

    /// <summary>Whether it takes something of its frame or its connection: what decides its form, or an unknown id.</summary>
    public required bool HasParameters { get; init; }

    /// <summary>Whether it stands for all ids that nobody knows.</summary>
    public required bool CatchesUnknown { get; init; }

    /// <summary>The sides that must not say it with an id of theirs that the other side does not have.</summary>
    public required Direction JudgedFrom { get; init; }

    /// <summary>What a reply repeats of its request, as it stands in the reply; nothing where frames or their order tell.</summary>
    public required EquatableArray<CorrelatedValue> Repeats { get; init; }

    /// <summary>The same as it stands in the request; nothing where that is the number of its frame.</summary>
    public required EquatableArray<CorrelatedValue> Repeated { get; init; }

    /// <summary>The first reply to a request; null where nothing answers it.</summary>
    public string? Reply => Replies.Count == 0 ? null : Replies[0];

    /// <summary>Everything that may answer a request.</summary>
    public IEnumerable<string> Answers => Fault is null ? Replies : Replies.Concat([Fault]);

    /// <summary>Everything that may arrive for who sent it.</summary>
    public IEnumerable<string> Arriving => Streamed.Concat(Answers);

    /// <summary>What the members that handle it call it.</summary>
    public string Local => Reply is null ? "message" : "request";

    /// <summary>What a side says of it, as an argument: judged first, where more ids are known of the side than of the other.</summary>
    public string Said(ProtocolSource source, Direction side, string local, string otherwise) =>
        JudgedFrom.HasFlag(side) ? $"{source.Type(Name)}.From{side}({local})" : otherwise;

    /// <summary>Whether a side sends it as its heartbeat.</summary>
    public bool IsHeartbeatFrom(Direction side) => HeartbeatFrom.HasFlag(side);

    /// <summary>Whether a side says it last: only clients have a farewell.</summary>
    public bool IsFarewellFrom(Direction side) => IsFarewell && side == Direction.Client;

    public static MessageSurface Of(Message message, Protocol protocol) => new()
    {
        Name = message.Name,
        Doc = message.Doc,
        Deprecated = message.Life.Deprecated,
        Key = message.Key,
        From = message.From,
        Role = message.Role,
        Replies = RepliesTo(message),
        Streamed = message.Streamed,
        Fault = message.Fault,
        SharedFault = message.SharedFault,
        IsReplyOptional = message.IsReplyOptional,
        IsReplyConditional = message.ReplyCondition is not null,
        HeartbeatFrom = protocol.Heartbeats.Where(heartbeat => heartbeat.Message == message.Name).Aggregate((Direction)0, (sides, heartbeat) => sides | heartbeat.From),
        IsFarewell = message.Name == protocol.Farewell,
        HasValues = message.CatchesUnknown || message.Fields.Any(field => field.Property is not null && field.Constant is null),
        HasParameters = message.CatchesUnknown || message.Body.Parameters.Count > 0,
        CatchesUnknown = message.CatchesUnknown,
        JudgedFrom = (message.KnownIdsOfClient.Count > 0 ? Direction.Client : 0) | (message.KnownIdsOfServer.Count > 0 ? Direction.Server : 0),
        Repeats = CorrelatedValue.InReply(message, protocol),
        Repeated = CorrelatedValue.InRequest(message, protocol),
    };

    // A message by itself says only the first one.
    private static EquatableArray<string> RepliesTo(Message message) =>
        message.Role != MessageRole.Request ? default
        : message.Replies.Count > 0 ? message.Replies
        : EquatableArray.Of(message.Counterpart!);
}
