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

    public required MessageSyntax? Reply { get; init; }

    /// <summary>Whether something in it was already reported.</summary>
    public required bool IsBroken { get; init; }
}

/// <summary>One field of a message or of a frame.</summary>
internal sealed record FieldSyntax
{
    public required YamlScalar Key { get; init; }

    /// <summary>The type; null where nothing was written, or where what was written could not be read.</summary>
    public required TypeSyntax? Type { get; init; }

    /// <summary>What follows <c>=</c>.</summary>
    public TextSlice? Expression { get; init; }

    public YamlScalar? Name { get; init; }

    public YamlScalar? Doc { get; init; }

    public TextSyntax? Text { get; init; }

    /// <summary>Whether something in it was already reported.</summary>
    public bool IsBroken { get; init; }
}

/// <summary>A type: a name and, in brackets, a size. <c>36s</c> is read as <c>string[36]</c>.</summary>
internal sealed record TypeSyntax(string Name, TextSlice Whole, TextSlice? Size);
