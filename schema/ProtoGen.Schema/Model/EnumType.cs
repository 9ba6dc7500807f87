namespace ProtoGen.Schema.Model;

/// <summary>Names for values of an integer.</summary>
public sealed record EnumType
{
    /// <summary>The C# name.</summary>
    public required string Name { get; init; }

    /// <summary>What the schema says about it, if anything.</summary>
    public string? Doc { get; init; }

    /// <summary>The integer on the wire.</summary>
    public required IntegerType Underlying { get; init; }

    /// <summary>Whether the values are bits that may stand together.</summary>
    public bool IsFlags { get; init; }

    /// <summary>The named values, in schema order.</summary>
    public required EquatableArray<EnumMember> Members { get; init; }
}

/// <summary>One named value.</summary>
/// <param name="Name">The C# name.</param>
/// <param name="Value">The value on the wire.</param>
/// <param name="Doc">What the schema says about it, if anything.</param>
public sealed record EnumMember(string Name, WireInteger Value, string? Doc)
{
    /// <summary>What the schema calls it.</summary>
    public string SchemaName { get; init; } = Name;

    /// <summary>The version it came with; null where the schema does not say.</summary>
    public string? Since { get; init; }

    /// <summary>Why it should not be used any more; null where it should.</summary>
    public string? Deprecated { get; init; }
}
