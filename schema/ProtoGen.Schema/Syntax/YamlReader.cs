using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ProtoGen.Schema.Syntax;

/// <summary>
/// Builds the tree of a YAML text. The only file that knows YamlDotNet, and only its event interface:
/// beside another analyzer a newer copy of the library may be loaded, and that part has not changed for years.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 32;
    private const int MaxWeight = 200_000;

    private readonly string _text;
    private readonly string? _file;
    private readonly DiagnosticBag _diagnostics;
    private readonly Parser _parser;
    private readonly LineMap _lines;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private int _weight;

    private YamlReader(string text, DiagnosticBag diagnostics, string? file)
    {
        (_text, _file, _diagnostics, _lines) = (text, file, diagnostics, new LineMap(text, file));
        _parser = new Parser(new StringReader(text.Substring(MarkLength(text))));
    }

    /// <summary>Reads the one document of a text; null, and a diagnostic, where it cannot be read.</summary>
    public static YamlNode? Read(string text, DiagnosticBag diagnostics, string? file = null)
    {
        var reader = new YamlReader(text, diagnostics, file);
        try
        {
            return reader.ReadStream();
        }
        catch (UnreadableException unreadable)
        {
            diagnostics.Report(unreadable.Rule, unreadable.Span, unreadable.Message);
        }
        catch (YamlException broken)
        {
            YamlMistake.Report(text, reader._file, reader.OffsetOf(broken.Start), broken.Message, diagnostics);
        }
        catch (Exception surprise) when (IsFaultOfLibrary(surprise))
        {
            // The last event still says about where.
            YamlMistake.Report(text, reader._file, reader.OffsetOf(reader._parser.Current?.End ?? Mark.Empty), surprise.Message, diagnostics);
        }

        return null;
    }

    /// <summary>What the library is known to throw on some malformed texts beside its own exceptions.</summary>
    private static bool IsFaultOfLibrary(Exception surprise) =>
        surprise is ArgumentException or InvalidOperationException or IndexOutOfRangeException or FormatException or OverflowException;

    private YamlNode ReadStream()
    {
        Advance();
        Advance();
        if (_parser.Current is not DocumentStart)
        {
            throw new UnreadableException(
                Rules.NotOneMapping,
                At(0, 0),
                "The schema is empty; it needs at least 'protocol', 'namespace' and 'frame'");
        }

        Advance();
        var root = ReadNode(0);
        Advance();
        if (_parser.Current is DocumentStart second)
        {
            throw new UnreadableException(
                Rules.NotOneMapping,
                SpanOf(second),
                "A schema is one YAML document; move what follows '---' to a file of its own");
        }

        return root;
    }

    /// <summary>Reads the node the parser stands on and moves past it.</summary>
    private YamlNode ReadNode(int depth)
    {
        var start = _parser.Current!;
        if (depth > MaxDepth)
        {
            throw new UnreadableException(
                Rules.UnreadableYaml,
                SpanOf(start),
                $"The schema is nested deeper than {MaxDepth} levels; no part of the language needs that");
        }

        if (start is AnchorAlias alias) return Resolve(alias);
        if (start is NodeEvent { Tag.IsEmpty: false } tagged && !tagged.Tag.IsNonSpecific)
        {
            throw new UnreadableException(
                Rules.UnreadableYaml,
                SpanOf(start),
                $"The tag '{TextUpToSpace(start)}' has no meaning in a schema; remove it");
        }

        YamlNode node = start switch
        {
            MappingStart => ReadMapping(start, depth),
            SequenceStart => ReadSequence(start, depth),
            Scalar scalar => ReadScalar(scalar),
            _ => throw new UnreadableException(Rules.InvalidYaml, SpanOf(start), "The text is not well-formed YAML: a value is missing here"),
        };
        if (start is NodeEvent { Anchor.IsEmpty: false } anchored) _anchors[anchored.Anchor.Value] = node;
        return node;
    }

    private static YamlScalar Nothing(SourceSpan at) => new("", isPlain: true, at, null);

    private YamlNode Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
        {
            var hint = NameSuggestion.DidYouMean(alias.Value.Value, _anchors.Keys);
            throw new UnreadableException(
                Rules.UnreadableYaml,
                SpanOf(alias),
                $"The alias '*{alias.Value.Value}' refers to no anchor before it{hint}");
        }

        Weigh(node.Weight, alias);
        Advance();
        return node;
    }

    private YamlMapping ReadMapping(ParsingEvent start, int depth)
    {
        var entries = new List<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var weight = 1;
        Weigh(1, start);
        Advance();
        while (_parser.Current is not MappingEnd)
        {
            var keyNode = ReadNode(depth + 1);

            // The library gives a key without a value where a brace closes early.
            var value = _parser.Current is MappingEnd ? Nothing(keyNode.Span) : ReadNode(depth + 1);
            weight += 1 + value.Weight;
            if (AsKey(keyNode) is not { } key)
                _diagnostics.Report(Rules.WrongShape, keyNode.Span, $"A key must be a single value, but here it is {keyNode.Kind}");
            else if (key.IsPlain && key.Text == "<<")
            {
                _diagnostics.Report(
                    Rules.MergeKey,
                    key.Span,
                    "Merge keys '<<' are not part of the language; write the keys out, or use an alias for a whole value");
            }
            else if (lines.TryGetValue(key.Text, out var first))
            {
                _diagnostics.Report(
                    Rules.DuplicateKey,
                    key.Span,
                    $"The key '{key.Text}' already stands at line {first}; remove or rename one of them");
            }
            else
            {
                lines.Add(key.Text, key.Span.Line);
                entries.Add(new(key, value));
            }
        }

        var span = SpanFrom(start);
        Advance();
        return new(entries, span, weight);
    }

    /// <summary>A list of plain values may stand for several keys with one meaning; as one key it is their text.</summary>
    private static YamlScalar? AsKey(YamlNode node) => node switch
    {
        YamlScalar key => key,
        YamlSequence { Items.Count: > 0 } list when list.Items.All(item => item is YamlScalar { IsEmpty: false }) =>
            YamlScalar.OfList([.. list.Items.OfType<YamlScalar>()], list.Span),
        _ => null,
    };

    private YamlSequence ReadSequence(ParsingEvent start, int depth)
    {
        var items = new List<YamlNode>();
        Weigh(1, start);
        Advance();
        while (_parser.Current is not SequenceEnd) items.Add(ReadNode(depth + 1));

        var span = SpanFrom(start);
        Advance();
        return new(items, span, 1 + items.Sum(item => item.Weight));
    }

    private YamlScalar ReadScalar(Scalar scalar)
    {
        Weigh(1, scalar);
        var isPlain = scalar.Style is ScalarStyle.Plain;
        var start = OffsetOf(scalar.Start);
        var content = start + (isPlain ? 0 : 1);
        var isVerbatim = string.CompareOrdinal(_text, content, scalar.Value, 0, scalar.Value.Length) == 0 && scalar.Value.IndexOf('\n') < 0;
        var span = isPlain && isVerbatim ? At(start, scalar.Value.Length) : SpanOf(scalar);
        Advance();
        return new(scalar.Value, isPlain, span, isVerbatim ? At(content, scalar.Value.Length) : null);
    }

    /// <summary>Aliases of aliases grow without bound: what a text of a kilobyte may unfold to is limited.</summary>
    private void Weigh(int nodes, ParsingEvent at)
    {
        _weight += nodes;
        if (_weight > MaxWeight)
        {
            throw new UnreadableException(
                Rules.UnreadableYaml,
                SpanOf(at),
                $"The schema unfolds to more than {MaxWeight} values; use fewer aliases");
        }
    }

    private string TextUpToSpace(ParsingEvent at) => new([.. _text.Skip(OffsetOf(at.Start)).TakeWhile(c => !char.IsWhiteSpace(c))]);

    /// <summary>A byte order mark at the front, which the library does not expect in text.</summary>
    private static int MarkLength(string text) => text.Length > 0 && text[0] == '\ufeff' ? 1 : 0;

    private void Advance()
    {
        if (!_parser.MoveNext())
        {
            throw new UnreadableException(
                Rules.InvalidYaml,
                At(_text.Length, 0),
                "The text is not well-formed YAML: it ends too early");
        }
    }

    private SourceSpan SpanFrom(ParsingEvent start) => At(OffsetOf(start.Start), (int)(_parser.Current!.End.Index - start.Start.Index));

    private SourceSpan SpanOf(ParsingEvent parsed) => At(OffsetOf(parsed.Start), (int)(parsed.End.Index - parsed.Start.Index));

    private int OffsetOf(Mark mark) => (int)mark.Index + MarkLength(_text);

    private SourceSpan At(int start, int length) => _lines.SpanAt(start, length);

    /// <summary>Unwinds to <see cref="Read"/>; never leaves this file.</summary>
    private sealed class UnreadableException(DiagnosticRule rule, SourceSpan span, string message) : Exception(message)
    {
        public DiagnosticRule Rule { get; } = rule;

        public SourceSpan Span { get; } = span;
    }
}
