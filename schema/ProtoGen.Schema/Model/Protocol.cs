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

    /// <summary>How bytes are cut into frames.</summary>
    public required Frame Frame { get; init; }

    /// <summary>The enums, in schema order.</summary>
    public required EquatableArray<EnumType> Enums { get; init; }

    /// <summary>The facts about a connection that conditions may name, in schema order.</summary>
    public EquatableArray<ProfileFact> Profiles { get; init; }

    /// <summary>The structs that fields refer to, in schema order; inline ones after the structure they stand in.</summary>
    public EquatableArray<Structure> Structures { get; init; }

    /// <summary>The integers cut into parts, in schema order; inline ones last.</summary>
    public EquatableArray<BitsType> Bits { get; init; }

    /// <summary>Every message, each reply directly after its request, in schema order.</summary>
    public required EquatableArray<Message> Messages { get; init; }

    /// <summary>The first message of a client, where the schema names one.</summary>
    public Registration? Registration { get; init; }

    /// <summary>The protocol's own pings: none, one, or one a direction.</summary>
    public required EquatableArray<Heartbeat> Heartbeats { get; init; }

    /// <summary>Example frames with the values they hold.</summary>
    public required EquatableArray<Vector> Vectors { get; init; }
}
