using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Syntax;

/// <summary>One message, and what answers it.</summary>
internal sealed record MessageSyntax
{
    /// <summary>The name in the schema; a reply has the key of its request.</summary>
    public required YamlScalar Key { get; init; }

    public required YamlScalar? Name { get; init; }

    public required YamlScalar? Doc { get; init; }

    /// <summary>The id: nothing, one value, or one for each part.</summary>
    public required IReadOnlyList<YamlScalar> Ids { get; init; }

    /// <summary>Who sends it; null on a reply.</summary>
    public required YamlScalar? From { get; init; }

    public required IReadOnlyList<FieldSyntax> Fields { get; init; }

    public YamlScalar? Trailing { get; init; }

    /// <summary>When it came and went.</summary>
    public LifecycleSyntax Life { get; init; } = new(null, null, null);

    /// <summary>What it sets in the header.</summary>
    public IReadOnlyList<YamlEntry> Header { get; init; } = [];

    public YamlScalar? Variant { get; init; }

    public YamlScalar? State { get; init; }

    /// <summary>Bytes that checks count after the fields.</summary>
    public IReadOnlyList<YamlScalar> Extra { get; init; } = [];

    public YamlScalar? Idempotent { get; init; }

    /// <summary>What it sets in the header where it is sent again.</summary>
    public IReadOnlyList<YamlEntry> Resent { get; init; } = [];

    /// <summary>The C# type that gives its body another form on the wire.</summary>
    public YamlScalar? Transform { get; init; }

    /// <summary>The reply written in place.</summary>
    public MessageSyntax? Reply { get; init; }

    /// <summary>The replies that stand among the messages.</summary>
    public IReadOnlyList<YamlScalar> ReplyNames { get; init; } = [];

    /// <summary>Of a request: where it says that its reply is streamed.</summary>
    public YamlScalar? StreamKey { get; init; }

    /// <summary>Of a request: the messages that come before its reply.</summary>
    public IReadOnlyList<YamlScalar> StreamNames { get; init; } = [];

    /// <summary>Of a request: whether a reply may be left out.</summary>
    public YamlScalar? Optional { get; init; }

    /// <summary>Of a request: the condition under which a reply is due; null where one always is.</summary>
    public TextSlice? ReplyCondition { get; init; }

    /// <summary>The fault written in place.</summary>
    public MessageSyntax? Fault { get; init; }

    /// <summary>The fault that stands among the messages.</summary>
    public YamlScalar? FaultName { get; init; }

    /// <summary>Whether something in it was already reported.</summary>
    public required bool IsBroken { get; init; }

    /// <summary>Where the id was written; where there is none, the name.</summary>
    public SourceSpan IdAt => (Ids.Count > 0 ? Ids[0] : Key).Span;
}
