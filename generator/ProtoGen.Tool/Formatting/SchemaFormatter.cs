using System.Text;

namespace ProtoGen.Tool.Formatting;

/// <summary>Writes a schema in its one layout: keys in the order of the specification, two spaces a level, comments where they were.</summary>
internal sealed class SchemaFormatter
{
    private readonly string _text;
    private readonly StringBuilder _out = new();
    private readonly CommentColumns _columns = new();

    private SchemaFormatter(string text) => _text = text;

    /// <exception cref="UnformattableException">The text holds something that would not survive.</exception>
    public static string Format(string text)
    {
        var ending = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var plain = text.TrimStart('\ufeff').ReplaceLineEndings("\n");
        var document = YamlText.Read(plain);
        Comments.Attach(plain, document);
        var formatter = new SchemaFormatter(plain);
        formatter.Write(document);
        formatter._columns.Align(formatter._out);
        return formatter._out.ToString().TrimEnd('\n').Replace("\n", ending, StringComparison.Ordinal) + ending;
    }

    private void Write(TextDocument document)
    {
        if (document.HasMark) _out.Append("---\n");
        foreach (var line in document.Head) _out.Append(line).Append('\n');
        if (document.Head.Count > 0) _out.Append('\n');
        WriteBlock(document.Root, "", KeyOrders.Schema, isSpaced: false, isRoot: true, isFirstInline: false);
        if (document.Tail.Count > 0) _out.Append('\n');
        foreach (var line in document.Tail) _out.Append(line).Append('\n');
    }

    /// <summary>The entries of a block, each on lines of its own.</summary>
    private void WriteBlock(TextNode node, string indent, KeyOrders orders, bool isSpaced, bool isRoot, bool isFirstInline)
    {
        var entries = node is TextMapping mapping ? InOrder(mapping, orders) : ((TextList)node).Items;
        var wasLong = false;
        for (var index = 0; index < entries.Count; index++)
        {
            var entry = entries[index];
            var isLong = IsLong(entry) || entry.Before.Count > 0;
            if (index > 0 && (entry.HasSpace || ((isSpaced || isRoot) && (isLong || wasLong)))) _out.Append('\n');
            wasLong = IsLong(entry);

            foreach (var line in entry.Before) _out.Append(line.Length == 0 ? "" : indent + line).Append('\n');
            if (index > 0 || !isFirstInline || entry.Before.Count > 0) _out.Append(indent);
            WriteEntry(entry, indent, orders);
        }
    }

    private void WriteEntry(TextEntry entry, string indent, KeyOrders orders)
    {
        var name = entry.Key is null ? "" : _text[entry.Key.Start..entry.Key.End];
        if (entry.Key is not null) _out.Append(entry.Key is TextScalar ? name : Flow(entry.Key, orders)).Append(':');
        else _out.Append('-');
        // Items of a list have the order that the list has.
        var below = entry.Key is null ? orders : orders.Children(name);

        if (!IsBlock(entry.Value))
        {
            var value = Inline(entry.Value, indent, below);
            if (value.Length > 0) _out.Append(' ').Append(value);
            Beside(entry);
            return;
        }

        if (entry.Value.Anchor is { } anchor) _out.Append(" &").Append(anchor);
        if (entry.Key is null && entry.Value.Anchor is null && entry.Beside is null && FirstOf(entry.Value, below).Before.Count == 0)
        {
            _out.Append(' ');
            WriteBlock(entry.Value, indent + "  ", below, isSpaced: false, isRoot: false, isFirstInline: true);
            return;
        }

        Beside(entry);
        WriteBlock(entry.Value, indent + "  ", below, orders.IsSpaced(name), isRoot: false, isFirstInline: false);
    }

    private void Beside(TextEntry entry)
    {
        if (entry.Beside is { } comment)
        {
            _out.Append("  ");
            _columns.Add(_out.Length);
            _out.Append(comment);
        }

        _out.Append('\n');
    }

    private TextEntry FirstOf(TextNode node, KeyOrders orders) => node is TextMapping mapping ? InOrder(mapping, orders)[0] : ((TextList)node).Items[0];

    private IReadOnlyList<TextEntry> InOrder(TextMapping mapping, KeyOrders orders) => EntryOrder.Sorted(mapping, orders, entry => _text[entry.Key!.Start..entry.Key.End]);

    private static bool IsBlock(TextNode node) => node is TextMapping { IsFlow: false, Entries.Count: > 0 } or TextList { IsFlow: false, Items.Count: > 0 };

    private bool IsLong(TextEntry entry) => IsBlock(entry.Value) || _text[entry.Value.Start..entry.Value.End].Contains('\n', StringComparison.Ordinal);

    /// <summary>What begins behind a key: a value, an alias, a flow, a block of text.</summary>
    private string Inline(TextNode node, string indent, KeyOrders orders)
    {
        var text = _text[node.Start..node.End];
        var anchor = node.Anchor is { } name && !text.StartsWith('&') ? $"&{name} " : "";
        if (!text.Contains('\n', StringComparison.Ordinal)) return anchor + (node is TextScalar ? text : Flow(node, orders)).TrimEnd();
        return anchor + (node is TextScalar { IsBlock: true } ? BlockText(text, indent) : string.Join('\n', text.Split('\n').Select((line, index) => index == 0 ? line.TrimEnd() : line.Trim().Length == 0 ? "" : $"{indent}  {line.Trim()}")));
    }

    /// <summary>The lines of a block of text keep what they are indented beyond the first one.</summary>
    private static string BlockText(string text, string indent)
    {
        var lines = text.Split('\n');
        var depth = lines.Skip(1).Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart(' ').Length).DefaultIfEmpty().First();
        return string.Join('\n', lines.Select((line, index) => index == 0 ? line.TrimEnd() : line.Trim().Length == 0 ? "" : $"{indent}  {line[Math.Min(depth, line.Length)..]}"));
    }

    private string Flow(TextNode node, KeyOrders orders)
    {
        var anchor = node.Anchor is { } name ? $"&{name} " : "";
        switch (node)
        {
            case TextMapping mapping:
                var entries = InOrder(mapping, orders).Select(entry =>
                {
                    var key = _text[entry.Key!.Start..entry.Key.End];
                    var value = Flow(entry.Value, orders.Children(key));
                    return value.Length == 0 ? $"{key}: " : $"{key}: {value}";
                }).ToList();
                return anchor + (entries.Count == 0 ? "{ }" : $"{{ {string.Join(", ", entries).TrimEnd()} }}");
            case TextList list:
                return $"{anchor}[{string.Join(", ", list.Items.Select(item => Flow(item.Value, orders)))}]";
            default:
                var text = _text[node.Start..node.End];
                return text.StartsWith('&') ? text : anchor + text;
        }
    }
}
