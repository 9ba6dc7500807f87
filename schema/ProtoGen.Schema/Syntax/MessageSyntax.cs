namespace ProtoGen.Schema.Syntax;

/// <summary>One message, and its reply.</summary>
internal sealed record MessageSyntax
{
    /// <summary>The name in the schema; a reply has the key of its request.</summary>
    public required YamlScalar Key { get; init; }

    public required YamlScalar? Name { get; init; }

    public required YamlScalar? Doc { get; init; }

    public required YamlScalar? Id { get; init; }

    /// <summary>Who sends it; null on a reply.</summary>
    public required YamlScalar? From { get; init; }

    public required IReadOnlyList<FieldSyntax> Fields { get; init; }

    public YamlScalar? Trailing { get; init; }

    public required MessageSyntax? Reply { get; init; }

    /// <summary>Whether something in it was already reported.</summary>
    public required bool IsBroken { get; init; }
}
