using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>What a walk over a structure needs to know beside the structure.</summary>
public sealed record WalkContext
{
    /// <summary>Knows nothing: for structures that refer to no other type.</summary>
    public static WalkContext Empty { get; } = new();

    /// <summary>The structs by C# name.</summary>
    public IReadOnlyDictionary<string, Structure> Structures { get; init; } = new Dictionary<string, Structure>();

    /// <summary>The bits types by C# name.</summary>
    public IReadOnlyDictionary<string, BitsType> Bits { get; init; } = new Dictionary<string, BitsType>();

    /// <summary>The enums by C# name; values of one that is not here are all legal.</summary>
    public IReadOnlyDictionary<string, EnumType> Enums { get; init; } = new Dictionary<string, EnumType>();

    /// <summary>What stands for code of the user's own; a field whose codec is not here is read as the bytes up to its end.</summary>
    public WalkExtensions Extensions { get; init; } = WalkExtensions.None;

    /// <summary>The values of the structure's parameters, in their order; those left out are 0.</summary>
    public EquatableArray<long> Outer { get; init; }

    /// <summary>The message's extra bytes, which checks may count: <see cref="Message.Extra"/>.</summary>
    public EquatableArray<byte> Extra { get; init; }

    /// <summary>Takes down where each value stands; null where nobody asks.</summary>
    public WalkTrace? Trace { get; init; }

    /// <summary>Whether a value that is not what it has to be ends the reading. Otherwise it is only taken down: to see as much as possible of bytes known to be wrong.</summary>
    public bool Judges { get; init; } = true;

    /// <summary>Knows the types of a protocol.</summary>
    public static WalkContext Of(Protocol protocol) => new()
    {
        Structures = protocol.Structures.ToDictionary(known => known.Name, StringComparer.Ordinal),
        Bits = protocol.Bits.ToDictionary(known => known.Name, StringComparer.Ordinal),
        Enums = protocol.Enums.ToDictionary(known => known.Name, StringComparer.Ordinal),
    };
}
