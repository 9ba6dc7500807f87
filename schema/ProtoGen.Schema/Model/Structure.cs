using ProtoGen.Schema.Layout;

namespace ProtoGen.Schema.Model;

/// <summary>A named, ordered list of fields with a C# type of its own: the body of a message, or a struct inside one.</summary>
public sealed record Structure
{
    /// <summary>The C# name.</summary>
    public required string Name { get; init; }

    /// <summary>What the schema calls it.</summary>
    public required string SchemaName { get; init; }

    /// <summary>What the schema says about it, if anything.</summary>
    public string? Doc { get; init; }

    /// <summary>Where its bytes stand, in wire order.</summary>
    public required BodyLayout Layout { get; init; }

    /// <summary>The values from outside that its fields depend on: <see cref="OuterValue.Index"/> points into these. At most <see cref="MaxParameters"/>.</summary>
    public EquatableArray<Parameter> Parameters { get; init; }

    /// <summary>The lengths in the header that count fields of a message; each is a parameter of it.</summary>
    public EquatableArray<BodyLength> Lengths { get; init; }

    /// <summary>What becomes of bytes after the last field of a message; a struct leaves them to whoever holds it.</summary>
    public Trailing Trailing { get; init; }

    /// <summary>Behind the last field stand bytes until the size is a multiple of this; no field counts them. 1 where nothing has to be filled, or where fields do it.</summary>
    public int PadTo { get; init; } = 1;

    /// <summary>Whether filling that is not zero is kept for the round trip rather than refused.</summary>
    public bool KeepsPadding { get; init; }

    /// <summary>How often the structure may stand inside itself; null where it never does.</summary>
    public int? MaxDepth { get; init; }

    /// <summary>The fields in wire order.</summary>
    public IEnumerable<Field> Fields => Layout.Parts.SelectMany(part => part.Fields);

    /// <summary>The most values a structure may take from outside.</summary>
    public const int MaxParameters = 8;
}

/// <summary>A value from outside that a structure depends on, always as a 64-bit integer.</summary>
/// <param name="Name">What the schema calls it: <c>count</c>, <c>header.version</c>, <c>profile.level</c>.</param>
/// <param name="Source">Where a message takes it from; a struct takes it from the arguments of its use.</param>
public sealed record Parameter(string Name, ParameterSource Source);

/// <summary>Where the value of a <see cref="Parameter"/> comes from.</summary>
public enum ParameterSource
{
    /// <summary>The structure around it: <see cref="StructType.Arguments"/>.</summary>
    Enclosing,

    /// <summary>A field of the frame's header.</summary>
    Header,

    /// <summary>A fact about the connection.</summary>
    Profile,
}

/// <summary>What becomes of bytes that are left over where a bound or a message ends.</summary>
public enum Trailing
{
    /// <summary>They are an error.</summary>
    Error,

    /// <summary>They are skipped, and not written again.</summary>
    Ignore,

    /// <summary>They are kept for the round trip.</summary>
    Keep,
}
