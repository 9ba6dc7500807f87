using ProtoGen.Generator.Emit.Protocols.Frames;
using ProtoGen.Generator.Emit.Types;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Emit.Protocols;

/// <summary>All that the code of a protocol as a whole depends on: of its messages the outside only, so that a changed field re-emits one message.</summary>
internal sealed record ProtocolSource
{
    public required string SchemaFile { get; init; }
    public required string Name { get; init; }
    public required string Namespace { get; init; }
    public required string? Doc { get; init; }
    public required FramingPlan Plan { get; init; }
    public required EquatableArray<MessageSurface> Messages { get; init; }
    public required Registration? Registration { get; init; }
    public required EquatableArray<Heartbeat> Heartbeats { get; init; }

    /// <summary>The part of a protocol that does not look into its messages.</summary>
    public static ProtocolSource Of(Protocol protocol, string schemaFile) => new()
    {
        SchemaFile = schemaFile,
        Name = protocol.Name,
        Namespace = CSharpNames.Namespace(protocol.Namespace),
        Doc = protocol.Doc,
        Plan = FramingPlan.Of(protocol),
        Messages = protocol.Messages.Select(message => MessageSurface.Of(message, protocol)).ToEquatableArray(),
        Registration = protocol.Registration,
        Heartbeats = protocol.Heartbeats,
    };

    /// <summary>The C# type of the frames' header.</summary>
    public string Header => Plan.HeaderType;

    /// <summary>The type arguments of everything in the runtime that knows a protocol: its framing and its header.</summary>
    public string Framing => $"<{Name}Framing, {Header}>";

    /// <summary>The parameter of the members that serve a frame.</summary>
    public string Received => $"in {RuntimeNames.ReceivedFrame}<{Header}> frame";

    /// <summary>A type of the protocol, fit for any place.</summary>
    public string Type(string name) => $"global::{Namespace}.{name}";

    /// <summary>The message of a name.</summary>
    public MessageSurface Message(string name) => Messages.Single(message => message.Name == name);

    /// <summary>The messages that one side says on its own: all but replies.</summary>
    public IEnumerable<MessageSurface> SaidBy(Direction side) =>
        Messages.Where(message => message.Role != MessageRole.Reply && message.From.HasFlag(side));

    /// <summary>The replies that one side receives.</summary>
    public IEnumerable<MessageSurface> RepliesTo(Direction side) => SaidBy(side).Where(message => message.Reply is not null);

    /// <summary>The messages for which a user of one side writes a handler or a call: no heartbeats, no registration by the client itself.</summary>
    public IEnumerable<MessageSurface> CalledBy(Direction side) =>
        SaidBy(side).Where(message => !message.IsHeartbeatFrom(side) && !(side == Direction.Client && message.Name == Registration?.Message));

    /// <summary>What the server tells clients unasked, and nothing answers.</summary>
    public IEnumerable<MessageSurface> Pushes => CalledBy(Direction.Server).Where(message => message.Reply is null);

    /// <summary>The C# type of the session's key.</summary>
    public string? KeyType => Registration?.Key is { } key ? TypeEmitter.For(key.Type, Namespace).CSharpType : null;
}

/// <summary>A message from outside.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="Doc">What the schema says about it.</param>
/// <param name="From">Who sends it.</param>
/// <param name="Role">Request, reply or neither.</param>
/// <param name="Reply">The C# name of a request's reply.</param>
/// <param name="HeartbeatFrom">The sides that send it as their heartbeat; 0 where none does.</param>
/// <param name="HasValues">Whether a user gives it any value.</param>
internal sealed record MessageSurface(string Name, string? Doc, Direction From, MessageRole Role, string? Reply, Direction HeartbeatFrom, bool HasValues)
{
    public static MessageSurface Of(Message message, Protocol protocol) => new(
        message.Name,
        message.Doc,
        message.From,
        message.Role,
        message.Role == MessageRole.Request ? message.Counterpart : null,
        protocol.Heartbeats.Where(heartbeat => heartbeat.Message == message.Name).Aggregate((Direction)0, (sides, heartbeat) => sides | heartbeat.From),
        message.Fields.Any(field => field.Property is not null && field.Constant is null));

    /// <summary>Whether a side sends it as its heartbeat.</summary>
    public bool IsHeartbeatFrom(Direction side) => HeartbeatFrom.HasFlag(side);
}
