using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding;

/// <summary>What types and values are read against: the schema's defaults, its types, and where findings go.</summary>
internal sealed record BindingScope(ByteOrder Order, TextEncoding Encoding, byte Pad, DiagnosticBag Diagnostics)
{
    /// <summary>Whether text is padded on the left where a field does not say.</summary>
    public bool PadLeft { get; init; }

    /// <summary>Whether a text too long is cut where a field does not say.</summary>
    public bool Truncates { get; init; }

    public IReadOnlyList<BoundEnum> Enums { get; init; } = [];

    public BitsCatalogue Bits { get; init; } = new();

    public StructureCatalogue Structures { get; init; } = StructureCatalogue.Empty;

    /// <summary>The checks of the schema's own.</summary>
    public IReadOnlyList<CrcAlgorithm> Checks { get; init; } = [];

    /// <summary>The names of checks about which something was reported.</summary>
    public IReadOnlyList<string> BrokenChecks { get; init; } = [];

    /// <summary>The fields of the frame around the body: what a message may name.</summary>
    public IReadOnlyList<string> HeaderNames { get; init; } = [];

    /// <summary>Where the fields are those of a layout: the name of its body. Lengths before it may count fields of messages.</summary>
    public string? LayoutBody { get; init; }

    /// <summary>The facts about a connection that a condition may name.</summary>
    public IReadOnlyList<string> ProfileNames { get; init; } = [];

    /// <summary>The enum a field's type refers to.</summary>
    public BoundEnum EnumOf(EnumFieldType type) => Enums.First(candidate => candidate.Name == type.Enum);

    /// <summary>The parts of a bits field.</summary>
    public BoundBits BitsOf(BitsFieldType type) => Bits.OfType(type.Bits);
}
