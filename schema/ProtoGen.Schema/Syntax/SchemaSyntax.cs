using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Syntax;

/// <summary>A schema as it is written: the shape is known, names and values are still text.</summary>
internal sealed record SchemaSyntax
{
    public required YamlScalar? Protocol { get; init; }

    /// <summary>The schemas whose types and frame this one shares.</summary>
    public required IReadOnlyList<YamlScalar> Imports { get; init; }

    /// <summary>Whether it has no protocol of its own, but only what others import.</summary>
    public required bool IsLibrary { get; init; }

    public required YamlScalar? Namespace { get; init; }

    public required YamlScalar? Doc { get; init; }

    public required YamlScalar? Endian { get; init; }

    public required TextSyntax? Text { get; init; }

    public required FrameSyntax? Frame { get; init; }

    /// <summary>The phases of the conversation, where there are several.</summary>
    public required IReadOnlyList<StateSyntax> States { get; init; }

    /// <summary>The message that answers any request that failed.</summary>
    public required MessageSyntax? Fault { get; init; }

    /// <summary>The name of such a message, where it stands among the others.</summary>
    public required YamlScalar? FaultName { get; init; }

    public required IReadOnlyList<HeartbeatSyntax> Heartbeats { get; init; }

    public required RegisterSyntax? Register { get; init; }

    /// <summary>The name of the last message of a client.</summary>
    public required YamlScalar? Farewell { get; init; }

    public required IReadOnlyList<EnumSyntax> Enums { get; init; }

    /// <summary>The facts about a connection, each written as a field with its default after <c>=</c>.</summary>
    public required IReadOnlyList<FieldSyntax> Profiles { get; init; }

    public required IReadOnlyList<CheckSyntax> Checks { get; init; }

    public required IReadOnlyList<BitsSyntax> Bits { get; init; }

    public required IReadOnlyList<StructSyntax> Structs { get; init; }

    public required IReadOnlyList<MessageSyntax> Messages { get; init; }

    public required IReadOnlyList<VectorSyntax> Vectors { get; init; }
}

/// <summary>How text is written: as a default of the schema, or for one field.</summary>
internal sealed record TextSyntax(YamlScalar? Encoding, YamlScalar? PadByte, YamlScalar? PadSide, YamlScalar? Overflow);

/// <summary>One enum.</summary>
internal sealed record EnumSyntax(YamlScalar Key, YamlScalar? Name, YamlScalar? Doc, YamlScalar? Type, IReadOnlyList<EnumMemberSyntax> Members)
{
    /// <summary>Whether it stands under <c>flags</c>.</summary>
    public required bool IsFlags { get; init; }

    public required YamlScalar? Unknown { get; init; }
}

/// <summary>One member of an enum.</summary>
internal sealed record EnumMemberSyntax(YamlScalar Key, YamlScalar? Name, YamlScalar? Doc, YamlScalar? Value)
{
    public YamlScalar? Since { get; init; }

    public YamlScalar? Deprecated { get; init; }
}

/// <summary>One heartbeat.</summary>
internal sealed record HeartbeatSyntax(YamlScalar? Message, YamlScalar? From, SourceSpan At)
{
    public required YamlScalar? Every { get; init; }

    public required YamlScalar? Timeout { get; init; }

    public required YamlScalar? Ack { get; init; }

    public required YamlScalar? Tries { get; init; }

    public required YamlScalar? Coalesce { get; init; }

    public required YamlScalar? Liveness { get; init; }
}

/// <summary>The registration.</summary>
internal sealed record RegisterSyntax(YamlScalar? Message, YamlScalar? Accept, YamlScalar? Retry, YamlScalar? Key, YamlScalar? Required);

/// <summary>One example frame.</summary>
internal sealed record VectorSyntax(YamlScalar? Message, YamlScalar? Hex, IReadOnlyList<YamlEntry> Values, bool IsBroken)
{
    /// <summary>The values of the frame around the message.</summary>
    public IReadOnlyList<YamlEntry> Header { get; init; } = [];

    /// <summary>What is to be found, where that is no message.</summary>
    public YamlScalar? Expect { get; init; }
}
