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
    public required EquatableArray<ProfileFact> Profiles { get; init; }

    /// <summary>Whether messages or fields of it should not be used any more.</summary>
    public required bool UsesDeprecated { get; init; }

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
        Profiles = protocol.Profiles,
        UsesDeprecated = protocol.Messages.Any(message => message.Life.Deprecated is not null || message.Fields.Any(field => field.Life.Deprecated is not null)),
    };

    /// <summary>The C# type of the frames' header.</summary>
    public string Header => Plan.HeaderType;

    /// <summary>Whether users read something of frames.</summary>
    public bool HasHeader => Plan.HasHeader;

    /// <summary>Whether users set something of frames: more than the number, which comes from the connection.</summary>
    public bool HasSettableHeader => Plan.Variants.Count > 0 || Plan.Layouts.Any(frame => frame.Header.Any(part => part.Name != frame.Sequence));

    /// <summary>Whether frames are numbered.</summary>
    public bool HasSequence => Plan.Layouts.Any(frame => frame.Sequence is not null);

    /// <summary>Whether a connection has to remember something of its frames.</summary>
    public bool HasConversation => HasSequence || Plan.HasStates || Profiles.Count > 0;

    /// <summary>The argument of a connection's constructor that says what it reads at first; nothing where that is always the same.</summary>
    public string StateArgument(Direction side) =>
        Plan.HasStates ? $", state: {StreamEmitter.Number(0, DispatchEmitter.Other(side))}" : "";

    /// <summary>The type arguments of everything in the runtime that knows a protocol: its framing and its header.</summary>
    public string Framing => $"<{Name}Framing, {Header}>";

    /// <summary>The parameter of the members that serve a frame.</summary>
    public string Received => $"in {RuntimeNames.ReceivedFrame}<{Header}> frame";

    /// <summary>A type of the protocol, fit for any place.</summary>
    public string Type(string name) => $"global::{Namespace}.{name}";

    /// <summary>The message of a name.</summary>
    public MessageSurface Message(string name) => Messages.Single(message => message.Name == name);

    /// <summary>The type that callers and handlers have for what answers a request that failed; null where nothing does.</summary>
    public string? FaultOf(MessageSurface request) => request.Fault is { } fault ? Type(Message(fault).SharedFault ?? fault) : null;

    /// <summary>The messages that one side says on its own: all but replies.</summary>
    public IEnumerable<MessageSurface> SaidBy(Direction side) =>
        Messages.Where(message => message.Role != MessageRole.Reply && message.From.HasFlag(side));

    /// <summary>What one side says and the other answers.</summary>
    public IEnumerable<MessageSurface> RequestsOf(Direction side) => SaidBy(side).Where(message => message.Reply is not null);

    /// <summary>Whether what answers a request of one side answers others of it as well.</summary>
    public bool SharesAnswers(MessageSurface request, Direction side)
    {
        var keys = new HashSet<long>(request.Answers.Select(answer => Message(answer).Key));
        return RequestsOf(side).Any(other => other.Name != request.Name && other.Answers.Any(answer => keys.Contains(Message(answer).Key)));
    }

    /// <summary>The messages that a user of one side sends: not those that it says by itself.</summary>
    public IEnumerable<MessageSurface> CalledBy(Direction side) =>
        SaidBy(side).Where(message => !message.IsHeartbeatFrom(side) && !message.IsFarewellFrom(side) && !(side == Direction.Client && message.Name == Registration?.Message));

    /// <summary>Heartbeats and farewells of one side whose values a user gives.</summary>
    public IEnumerable<MessageSurface> ContentsOf(Direction side) =>
        SaidBy(side).Where(message => message.HasValues && (message.IsHeartbeatFrom(side) || message.IsFarewellFrom(side)));

    /// <summary>What the server tells clients unasked, and nothing answers.</summary>
    public IEnumerable<MessageSurface> Pushes => CalledBy(Direction.Server).Where(message => message.Reply is null);

    /// <summary>The C# type of the session's key.</summary>
    public string? KeyType => Registration?.Key is { } key ? TypeEmitter.For(key.Type, Namespace).CSharpType : null;
}
