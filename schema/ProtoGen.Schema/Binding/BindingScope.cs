using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding;

/// <summary>What types and values are read against: the schema's defaults, its enums, and where findings go.</summary>
internal sealed record BindingScope(ByteOrder Order, TextEncoding Encoding, byte Pad, DiagnosticBag Diagnostics)
{
    public IReadOnlyList<BoundEnum> Enums { get; init; } = [];

    /// <summary>The enum a field's type refers to.</summary>
    public BoundEnum EnumOf(EnumFieldType type) => Enums.First(candidate => candidate.Name == type.Enum);
}
