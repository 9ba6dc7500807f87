namespace ProtoGen.Schema.Syntax;

/// <summary>One struct.</summary>
internal sealed record StructSyntax(YamlScalar Key, YamlScalar? Name, YamlScalar? Doc, YamlScalar? Condition, IReadOnlyList<FieldSyntax> Fields)
{
    /// <summary>What its bytes are filled to.</summary>
    public YamlScalar? PadTo { get; init; }

    /// <summary>Whether filling that is not zero is kept.</summary>
    public YamlScalar? Canonical { get; init; }

    /// <summary>Whether something in it was already reported.</summary>
    public required bool IsBroken { get; init; }
}

/// <summary>One integer cut into parts.</summary>
internal sealed record BitsSyntax(YamlScalar Key, YamlScalar? Name, YamlScalar? Doc, YamlScalar? Type, IReadOnlyList<BitsPartSyntax> Parts)
{
    /// <summary>Whether something in it was already reported.</summary>
    public required bool IsBroken { get; init; }
}

/// <summary>One part: <c>degrees: 0..9</c>, <c>mode: { at: 12..13, type: Mode }</c>, <c>version: 4..7 = 4</c>.</summary>
internal sealed record BitsPartSyntax(YamlScalar Key, YamlScalar? Name, YamlScalar? Doc, TextSlice? At, TextSlice? Expression)
{
    public YamlScalar? Type { get; init; }

    public YamlScalar? Verify { get; init; }
}

/// <summary>One check of the schema's own: a CRC by its parameters.</summary>
internal sealed record CheckSyntax(YamlScalar Key)
{
    public required YamlScalar? Width { get; init; }

    public required YamlScalar? Polynomial { get; init; }

    public required YamlScalar? Initial { get; init; }

    public required YamlScalar? ReflectInput { get; init; }

    public required YamlScalar? ReflectOutput { get; init; }

    public required YamlScalar? XorOutput { get; init; }

    public required YamlScalar? Check { get; init; }
}
