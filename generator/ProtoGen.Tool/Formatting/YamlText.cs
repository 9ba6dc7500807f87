using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ProtoGen.Tool.Formatting;

/// <summary>Reads a text into nodes that know where they stand. The only file of the command that knows the YAML library.</summary>
internal sealed class YamlText
{
    private readonly string _text;
    private readonly Parser _parser;

    private YamlText(string text) => (_text, _parser) = (text, new Parser(new StringReader(text)));

    /// <summary>Reads a text that compiles.</summary>
    /// <exception cref="UnformattableException">It holds something that would not survive.</exception>
    public static TextDocument Read(string text)
    {
        var reader = new YamlText(text);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException broken)
        {
            throw new UnformattableException($"line {broken.Start.Line}: {broken.Message}");
        }
    }

    private TextDocument ReadDocument()
    {
        _parser.Consume<StreamStart>();
        var start = _parser.Consume<DocumentStart>();
        if (start.Version is not null || start.Tags is { Count: > 0 } && _text.StartsWith('%')) throw new UnformattableException("it begins with a YAML directive; remove it");
        var root = ReadNode();
        if (!_parser.Consume<DocumentEnd>().IsImplicit) throw new UnformattableException("it ends with '...'; remove it");
        return new(root, !start.IsImplicit);
    }

    private TextNode ReadNode()
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias)) return new TextScalar(Offset(alias.Start), Offset(alias.End), null, IsBlock: false, alias.Value.Value);
        if (_parser.TryConsume<Scalar>(out var scalar)) return ReadScalar(scalar);
        if (_parser.TryConsume<MappingStart>(out var mapping)) return ReadMapping(mapping);
        return ReadList(_parser.Consume<SequenceStart>());
    }

    private TextScalar ReadScalar(Scalar scalar)
    {
        var isBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded;
        var (start, end) = (Offset(scalar.Start), Offset(scalar.End));
        if (scalar.Style == ScalarStyle.Plain && scalar.Value.Length == 0) return new(start, start, Name(scalar), false, null);
        while (end > start && char.IsWhiteSpace(_text[end - 1])) end--;
        if (isBlock && _text[start..end].Split('\n')[0].Split('#')[0].Any(mark => mark is '+' or (>= '1' and <= '9')) && scalar.Anchor.IsEmpty)
            throw new UnformattableException($"line {scalar.Start.Line}: a block of text says itself how it is indented or ends; write it without '+' and digits");
        return new(start, end, Name(scalar), isBlock, null);
    }

    private TextMapping ReadMapping(MappingStart start)
    {
        var entries = new List<TextEntry>();
        while (!_parser.Accept<MappingEnd>(out _))
        {
            var key = ReadNode();
            entries.Add(new(key, _parser.Accept<MappingEnd>(out _) ? new TextScalar(key.End, key.End, null, false, null) : ReadNode()));
        }

        _parser.Consume<MappingEnd>();
        var isFlow = start.Style == MappingStyle.Flow;
        return new(Offset(start.Start), EndOf(entries, start, isFlow ? '}' : null), Name(start), isFlow, entries);
    }

    private TextList ReadList(SequenceStart start)
    {
        var items = new List<TextEntry>();
        while (!_parser.Accept<SequenceEnd>(out _)) items.Add(new(null, ReadNode()));
        _parser.Consume<SequenceEnd>();
        var isFlow = start.Style == SequenceStyle.Flow;
        return new(Offset(start.Start), EndOf(items, start, isFlow ? ']' : null), Name(start), isFlow, items);
    }

    /// <summary>Behind the last value; of a flow behind its bracket, which the library does not always count where the flow is a key.</summary>
    private int EndOf(List<TextEntry> entries, NodeEvent start, char? bracket)
    {
        var end = entries.Count > 0 ? entries[^1].Value.End : Offset(start.Start);
        if (bracket is not { } close) return end;
        for (var isComment = false; end < _text.Length; end++)
        {
            if (!isComment && _text[end] == close) return end + 1;
            isComment = _text[end] == '#' || (isComment && _text[end] != '\n');
        }

        return end;
    }

    private static string? Name(NodeEvent node) => node.Anchor.IsEmpty ? null : node.Anchor.Value;

    private int Offset(Mark mark) => Math.Min((int)mark.Index, _text.Length);
}
