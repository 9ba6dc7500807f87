using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Syntax;

/// <summary>A piece of YAML and where it stands; the only view of YAML the rest of the compiler has.</summary>
internal abstract class YamlNode(SourceSpan span, int weight)
{
    public SourceSpan Span { get; } = span;

    /// <summary>Nodes below and including this one with aliases written out: what bounds the work of the later stages.</summary>
    public int Weight { get; } = weight;

    /// <summary>What it is, as a diagnostic names it.</summary>
    public abstract string Kind { get; }
}

/// <summary>A value. Its text is read by the type the schema expects, never by YAML's own typing.</summary>
internal sealed class YamlScalar(string text, bool isPlain, SourceSpan span, SourceSpan? content) : YamlNode(span, 1)
{
    public string Text { get; } = text;

    /// <summary>Whether it stands without quotes.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>Whether nothing was written at all.</summary>
    public bool IsEmpty => IsPlain && Text.Length == 0;

    /// <summary>The text as documentation: a block ends with a line break nobody meant to write.</summary>
    public string Prose => Text.Trim();

    /// <summary>The values of a key that was written as a list; null for all else.</summary>
    public IReadOnlyList<YamlScalar>? List { get; private init; }

    public override string Kind => IsEmpty ? "nothing" : "a single value";

    /// <summary>A list of values in the place of a key.</summary>
    public static YamlScalar OfList(IReadOnlyList<YamlScalar> items, SourceSpan span) =>
        new(string.Join(", ", items.Select(item => item.Text)), isPlain: true, span, null) { List = items };

    /// <summary>Another text in the same place.</summary>
    public YamlScalar Renamed(string name) => new(name, isPlain: true, Span, null);

    public TextSlice Whole => new(this, 0, Text.Length);

    /// <summary>The place of a part of the text; the whole scalar where escapes or folded lines hide it.</summary>
    public SourceSpan SpanOf(int start, int length) => content is not { } text || length == Text.Length
        ? Span
        : new(text.Line, text.Column + start, text.Line, text.Column + start + length, text.Start + start, length);
}

/// <summary>Keys and values in document order; no key occurs twice.</summary>
internal sealed class YamlMapping(IReadOnlyList<YamlEntry> entries, SourceSpan span, int weight) : YamlNode(span, weight)
{
    public IReadOnlyList<YamlEntry> Entries { get; } = entries;

    public override string Kind => "a mapping";
}

/// <summary>A list.</summary>
internal sealed class YamlSequence(IReadOnlyList<YamlNode> items, SourceSpan span, int weight) : YamlNode(span, weight)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string Kind => "a list";
}

/// <summary>One key and its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
