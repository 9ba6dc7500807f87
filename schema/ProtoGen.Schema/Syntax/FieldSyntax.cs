namespace ProtoGen.Schema.Syntax;

/// <summary>One field of a message, a struct or a frame.</summary>
internal sealed record FieldSyntax
{
    public required YamlScalar Key { get; init; }

    /// <summary>The type; null where nothing was written, where it could not be read, and where something else stands in its place.</summary>
    public required TypeSyntax? Type { get; init; }

    /// <summary>The <c>?</c> of an optional tail.</summary>
    public TextSlice? Optional { get; init; }

    /// <summary>What follows <c>=</c>.</summary>
    public TextSlice? Expression { get; init; }

    /// <summary>What follows <c>if</c>.</summary>
    public TextSlice? Condition { get; init; }

    public YamlScalar? Name { get; init; }

    public YamlScalar? Doc { get; init; }

    public TextSyntax? Text { get; init; }

    /// <summary>What the long form says beside the type.</summary>
    public FieldSettings Settings { get; init; } = FieldSettings.None;

    /// <summary>The fields of a struct that is written in place.</summary>
    public IReadOnlyList<FieldSyntax>? Fields { get; init; }

    /// <summary>The parts of an integer that is cut up in place.</summary>
    public IReadOnlyList<BitsPartSyntax>? Parts { get; init; }

    public SwitchSyntax? Switch { get; init; }

    /// <summary>Whether something in it was already reported.</summary>
    public bool IsBroken { get; init; }
}

/// <summary>A type: a name and what stands in brackets behind it. <c>36s</c> is read as <c>string[36]</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Whole">All of it.</param>
/// <param name="Size">The first brackets.</param>
internal sealed record TypeSyntax(string Name, TextSlice Whole, TextSlice? Size)
{
    /// <summary>The brackets behind the first.</summary>
    public IReadOnlyList<TextSlice> More { get; init; } = [];

    /// <summary>The type with the first brackets only.</summary>
    public TypeSyntax Innermost => More.Count == 0 ? this : this with { More = [] };
}

/// <summary>The keys of a field's long form that are judged by its type.</summary>
internal sealed record FieldSettings
{
    public static readonly FieldSettings None = new();

    public YamlScalar? Size { get; init; }

    public YamlScalar? Trailing { get; init; }

    public YamlScalar? Scale { get; init; }

    public YamlScalar? Offset { get; init; }

    public YamlScalar? Unit { get; init; }

    public YamlScalar? Min { get; init; }

    public YamlScalar? Max { get; init; }

    /// <summary>The value that means null; what YAML calls <c>none</c> is written here as text.</summary>
    public YamlScalar? Absent { get; init; }

    public YamlScalar? As { get; init; }

    public YamlScalar? Align { get; init; }

    /// <summary>What the elements of a list are aligned to, counted from the first.</summary>
    public YamlScalar? AlignEach { get; init; }

    /// <summary>What a struct in place is filled to.</summary>
    public YamlScalar? PadTo { get; init; }

    public YamlScalar? Codec { get; init; }

    public YamlScalar? Verify { get; init; }

    /// <summary>What of its request a field of a reply repeats.</summary>
    public YamlScalar? Correlates { get; init; }

    public YamlScalar? Depth { get; init; }

    public YamlScalar? Canonical { get; init; }

    public LifecycleSyntax Life { get; init; } = new(null, null, null);

    /// <summary>Whether the value means something beyond its type.</summary>
    public bool HasMeaning => (Scale ?? Offset ?? Unit ?? Min ?? Max ?? Absent ?? As) is not null;
}

/// <summary>One of several types, chosen by a tag.</summary>
internal sealed record SwitchSyntax(YamlScalar Tag, IReadOnlyList<CaseSyntax> Cases, FieldSyntax? Else);

/// <summary>One case: its tags, and a field without a meaning of its own that says what stands there.</summary>
internal sealed record CaseSyntax(IReadOnlyList<YamlScalar> Keys, FieldSyntax Content);
