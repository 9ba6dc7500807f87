namespace ProtoGen.Schema.Model;

/// <summary>A fact about a connection that its messages depend on: a protocol level, a negotiated width. A condition names it <c>profile.level</c>.</summary>
public sealed record ProfileFact
{
    /// <summary>The name in the schema.</summary>
    public required string Name { get; init; }

    /// <summary>The C# property.</summary>
    public required string Property { get; init; }

    /// <summary>What the schema says about it, if anything.</summary>
    public string? Doc { get; init; }

    /// <summary>An integer, an enum or a bool.</summary>
    public required FieldType Type { get; init; }

    /// <summary>What it is until somebody says otherwise.</summary>
    public required FieldValue Default { get; init; }
}
