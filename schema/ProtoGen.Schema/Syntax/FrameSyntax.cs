using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Syntax;

/// <summary>How bytes are cut into frames: one layout, or several variants; or one of these for each side.</summary>
internal sealed record FrameSyntax(SourceSpan At)
{
    public required YamlScalar? MaxSize { get; init; }

    public required YamlScalar? MaxWireSize { get; init; }

    /// <summary>The layouts; none where each side has its own.</summary>
    public required IReadOnlyList<LayoutSyntax> Layouts { get; init; }

    public required EscapeSyntax? Escape { get; init; }

    /// <summary>The C# type that finds frames where no layout says how.</summary>
    public YamlScalar? Framer { get; init; }

    /// <summary>What gives bodies another form.</summary>
    public BodyChangeSyntax? Transform { get; init; }

    /// <summary>What joins bodies that come in several frames.</summary>
    public BodyChangeSyntax? Reassemble { get; init; }

    public required YamlScalar? Resync { get; init; }

    /// <summary>The frame of the client's bytes, where each side has its own.</summary>
    public FrameSyntax? FromClient { get; init; }

    /// <summary>The frame of the server's bytes, where each side has its own.</summary>
    public FrameSyntax? FromServer { get; init; }
}

/// <summary>One layout.</summary>
/// <param name="Key">The key of a variant; null for the only layout.</param>
/// <param name="Name">The C# name given to a variant.</param>
/// <param name="Fields">The fields in wire order.</param>
/// <param name="Ids">What tells messages apart, where it was written beside the fields.</param>
/// <param name="At">Where the layout begins.</param>
internal sealed record LayoutSyntax(YamlScalar? Key, YamlScalar? Name, IReadOnlyList<FrameFieldSyntax> Fields, IReadOnlyList<YamlScalar> Ids, SourceSpan At)
{
    /// <summary>The key of the variant, or nothing.</summary>
    public string SchemaName => Key?.Text ?? "";
}

/// <summary>One field of a layout. The body has no type.</summary>
internal sealed record FrameFieldSyntax(FieldSyntax Field)
{
    public YamlScalar? Role { get; init; }

    public YamlScalar? Echo { get; init; }

    public YamlScalar? Verify { get; init; }

    /// <summary>The byte that a body may lack at its end.</summary>
    public YamlScalar? Pad { get; init; }

    /// <summary>The bytes a body has at least, where it may lack some.</summary>
    public YamlScalar? Min { get; init; }

    /// <summary>The value that says how many bytes a body has.</summary>
    public YamlScalar? Size { get; init; }
}

/// <summary>Byte stuffing.</summary>
internal sealed record EscapeSyntax(YamlScalar? Flag, IReadOnlyList<YamlEntry> Map, SourceSpan At);

/// <summary>A C# type that changes bodies.</summary>
/// <param name="With">The type.</param>
/// <param name="If">When it does; null for always.</param>
/// <param name="MaxSize">The largest body that comes out.</param>
/// <param name="At">Where the key stands.</param>
internal sealed record BodyChangeSyntax(YamlScalar? With, YamlScalar? If, YamlScalar? MaxSize, SourceSpan At);

/// <summary>A phase of the conversation.</summary>
internal sealed record StateSyntax(YamlScalar Key, YamlScalar? Name, FrameSyntax? Frame, IReadOnlyList<YamlEntry> Next)
{
    /// <summary>Whether something in it was already reported.</summary>
    public required bool IsBroken { get; init; }
}
