using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Syntax;

/// <summary>A mapping with fixed keys: says once what is unknown, missing or of the wrong shape.</summary>
internal sealed class KeyedMapping
{
    private readonly Dictionary<string, YamlEntry> _entries = new(StringComparer.Ordinal);
    private readonly string _title;
    private readonly SourceSpan _at;
    private readonly DiagnosticBag _diagnostics;

    /// <summary>Keys that were most likely meant by unknown ones: nobody needs to hear that they are missing too.</summary>
    private readonly HashSet<string> _misspelt = new(StringComparer.Ordinal);
    private bool _hasWrongShape;

    private KeyedMapping(string title, SourceSpan at, DiagnosticBag diagnostics) => (_title, _at, _diagnostics) = (title, at, diagnostics);

    /// <summary>Reads a node as a mapping; what is not one is reported and read as empty.</summary>
    /// <param name="node">The node.</param>
    /// <param name="keys">The keys it may have.</param>
    /// <param name="title">What it is, as the beginning of a sentence: <c>Message 'Login'</c>.</param>
    /// <param name="at">Where to report a missing key.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public static KeyedMapping Read(YamlNode node, KeyTable keys, string title, SourceSpan at, DiagnosticBag diagnostics)
    {
        var read = new KeyedMapping(title, at, diagnostics) { _hasWrongShape = node is not (YamlMapping or YamlScalar { IsEmpty: true }) };
        foreach (var entry in EntriesOf(node, title, diagnostics))
        {
            if (keys.Keys.Contains(entry.Key.Text)) read._entries.Add(entry.Key.Text, entry);
            else read.ReportUnknown(entry.Key, keys);
        }

        return read;
    }

    /// <summary>The entries of a mapping with free keys; nothing written counts as an empty mapping.</summary>
    public static IReadOnlyList<YamlEntry> EntriesOf(YamlNode? node, string title, DiagnosticBag diagnostics)
    {
        var entries = SharedEntriesOf(node, title, diagnostics);
        foreach (var entry in entries.Where(entry => entry.Key.List is not null))
            diagnostics.Report(Rules.WrongShape, entry.Key.Span, "A key must be a single value, but here it is a list");
        return [.. entries.Where(entry => entry.Key.List is null)];
    }

    /// <summary>The same where several keys may share one meaning, written as a list.</summary>
    public static IReadOnlyList<YamlEntry> SharedEntriesOf(YamlNode? node, string title, DiagnosticBag diagnostics)
    {
        if (node is YamlMapping mapping) return mapping.Entries;
        if (node is not null and not YamlScalar { IsEmpty: true })
            diagnostics.Report(Rules.WrongShape, node.Span, $"{title} must be a mapping of keys and values, but here it is {node.Kind}");
        return [];
    }

    public YamlNode? Node(string key) => _entries.TryGetValue(key, out var entry) ? entry.Value : null;

    /// <summary>The key itself, where it was written.</summary>
    public YamlScalar? Key(string key) => _entries.TryGetValue(key, out var entry) ? entry.Key : null;

    public YamlScalar? Scalar(string key)
    {
        if (Node(key) is not { } node) return null;
        if (node is YamlScalar { IsEmpty: false } scalar) return scalar;
        _diagnostics.Report(
            Rules.WrongShape,
            node.Span,
            $"'{key}' of {Wording.InSentence(_title)} must be a single value, but here it is {node.Kind}");
        return null;
    }

    public YamlScalar? RequiredScalar(string key) => Require(key) ? Scalar(key) : null;

    public YamlNode? RequiredNode(string key) => Require(key) ? Node(key) : null;

    private bool Require(string key)
    {
        if (_entries.ContainsKey(key)) return true;
        if (_hasWrongShape || _misspelt.Contains(key)) return false;
        _diagnostics.Report(Rules.MissingKey, _at, $"{_title} lacks the key '{key}'");
        return false;
    }

    private void ReportUnknown(YamlScalar key, KeyTable keys)
    {
        if (keys.Later.Contains(key.Text))
        {
            _diagnostics.Report(
                Rules.NotYetSupportedKey,
                key.Span,
                $"This version does not support '{key.Text}' of {Wording.InSentence(_title)} yet");
        }
        else
        {
            if (NameSuggestion.Nearest(key.Text, keys.Keys) is { } meant) _misspelt.Add(meant);
            _diagnostics.Report(
                Rules.UnknownKey,
                key.Span,
                $"{_title} has an unknown key '{key.Text}'{NameSuggestion.DidYouMean(key.Text, keys.Keys)}");
        }
    }
}
