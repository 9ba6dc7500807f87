using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>A schema with names and types resolved, positions still at hand for the checks.</summary>
internal sealed record BoundSchema
{
    /// <summary>What types and values were read against.</summary>
    public required BindingScope Scope { get; init; }

    /// <summary>The C# name; null where it was missing or unusable.</summary>
    public required string? Name { get; init; }

    public required string? Namespace { get; init; }

    public required string? Doc { get; init; }

    public required BoundFrames Frames { get; init; }

    public required IReadOnlyList<ProfileFact> Profiles { get; init; }

    public required IReadOnlyList<BoundEnum> Enums { get; init; }

    public required BitsCatalogue Bits { get; init; }

    public required StructureCatalogue Structures { get; init; }

    /// <summary>Every message, each reply directly after its request, the broken ones included.</summary>
    public required IReadOnlyList<BoundMessage> Messages { get; init; }

    /// <summary>All structs, the bodies of all messages, and the layouts of all frames.</summary>
    public IEnumerable<BoundStructure> AllStructures => Structures.Bound.Concat(Messages.Select(message => message.Body)).Concat(Frames.Layouts.Select(layout => layout.Structure));

    /// <summary>The message that answers any request that failed.</summary>
    public required BoundMessage? SharedFault { get; init; }

    /// <summary>Whether dispatchers switch on the ids themselves.</summary>
    public required bool KeysAreIds { get; init; }

    public required BoundRegistration? Registration { get; init; }

    /// <summary>The last message of a client.</summary>
    public required BoundMessage? Farewell { get; init; }

    public required IReadOnlyList<BoundHeartbeat> Heartbeats { get; init; }

    public required IReadOnlyList<BoundVector> Vectors { get; init; }
}

/// <summary>An enum. Its type is null where that could not be read; then nothing more is said about its uses.</summary>
internal sealed record BoundEnum(EnumSyntax Syntax, string Name, EnumFieldType? Type)
{
    public required IReadOnlyList<BoundEnumMember> Members { get; init; }

    public string SchemaName => Syntax.Key.Text;
}

/// <summary>A member of an enum; the value is null where it could not be read.</summary>
internal sealed record BoundEnumMember(EnumMemberSyntax Syntax, string Name, WireInteger? Value);

/// <summary>A heartbeat and its message.</summary>
internal sealed record BoundHeartbeat(HeartbeatSyntax Syntax, BoundMessage Message, Heartbeat Heartbeat);

/// <summary>The registration and its message.</summary>
internal sealed record BoundRegistration(BoundMessage Message, Registration Registration);

/// <summary>An example frame and its message.</summary>
internal sealed record BoundVector(VectorSyntax Syntax, BoundMessage Message, Vector Vector);
