namespace ProtoGen.Schema.Model;

/// <summary>One protocol as its schema describes it, names resolved and checked. Compared by value; knows no positions.</summary>
public sealed record Protocol
{
    /// <summary>The protocol's C# name, the first part of every emitted type that belongs to it as a whole.</summary>
    public required string Name { get; init; }

    /// <summary>The C# namespace of the emitted code.</summary>
    public required string Namespace { get; init; }

    /// <summary>What the schema says about the protocol, if anything.</summary>
    public string? Doc { get; init; }

    /// <summary>How bytes are cut into frames: always, or in the first state.</summary>
    public required Framing Framing { get; init; }

    /// <summary>How the server's bytes are cut where that differs from <see cref="Framing"/>, which then is the client's; else null.</summary>
    public Framing? ServerFraming { get; init; }

    /// <summary>The phases of a conversation, the first one first; none where every phase is framed alike.</summary>
    public EquatableArray<ProtocolState> States { get; init; }

    /// <summary>Whether <see cref="Message.Key"/> is the id itself rather than a number allotted to the message.</summary>
    public required bool KeysAreIds { get; init; }

    /// <summary>Every framing that a message may stand in: one, or one a side where both sides say it.</summary>
    public IEnumerable<Framing> FramingsOf(Message message) => FramingsOf(message, message.From);

    /// <summary>The framings that a message may stand in when certain sides say it.</summary>
    public IEnumerable<Framing> FramingsOf(Message message, Direction from)
    {
        var state = States.FirstOrDefault(known => known.Name == message.State);
        var (client, server) = state is null ? (Framing, ServerFraming ?? Framing) : (state.FromClient, state.FromServer);
        if (from.HasFlag(Direction.Client)) yield return client;
        if (from.HasFlag(Direction.Server) && (server != client || from == Direction.Server)) yield return server;
    }

    /// <summary>The first layout of <see cref="Framing"/>: the only one in most protocols.</summary>
    public Frame Frame => Framing.Variants[0];

    /// <summary>The enums, in schema order.</summary>
    public required EquatableArray<EnumType> Enums { get; init; }

    /// <summary>The facts about a connection that conditions may name, in schema order.</summary>
    public EquatableArray<ProfileFact> Profiles { get; init; }

    /// <summary>The structs that fields refer to, in schema order; inline ones after the structure they stand in.</summary>
    public EquatableArray<Structure> Structures { get; init; }

    /// <summary>The integers cut into parts, in schema order; inline ones last.</summary>
    public EquatableArray<BitsType> Bits { get; init; }

    /// <summary>Every message, each inline reply directly after its request, in schema order.</summary>
    public required EquatableArray<Message> Messages { get; init; }

    /// <summary>The C# name of the message that answers any request that failed; null where there is none.</summary>
    public string? Fault { get; init; }

    /// <summary>What callers and handlers have for all faults whose ids are made of their requests'; null where there are none, or where they differ.</summary>
    public SharedFault? SharedFault { get; init; }

    /// <summary>The first message of a client, where the schema names one.</summary>
    public Registration? Registration { get; init; }

    /// <summary>The C# name of the last message of a client, which it says when it ends the connection; null where there is none.</summary>
    public string? Farewell { get; init; }

    /// <summary>The protocol's own pings: none, one, or one a direction.</summary>
    public required EquatableArray<Heartbeat> Heartbeats { get; init; }

    /// <summary>Example frames with the values they hold.</summary>
    public required EquatableArray<Vector> Vectors { get; init; }
}
