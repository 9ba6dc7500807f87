namespace ProtoGen.Tool.Formatting;

/// <summary>Finds the comments of a text and gives each to the key or item it stands at.</summary>
internal static class Comments
{
    public static void Attach(string text, TextDocument document)
    {
        var lines = text.Split('\n');
        var starts = StartsOf(lines);
        var spans = new List<(int Start, int End)>();
        var entries = new List<(int First, int Last, TextEntry Entry)>();
        Collect(document.Root, isInFlow: false, spans, entries, offset => LineOf(starts, offset));
        spans.Sort();

        var pending = new List<string>();
        for (var line = 0; line < lines.Length; line++)
        {
            var hash = CommentAt(lines[line], starts[line], spans);
            var isOwnLine = hash >= 0 && lines[line].AsSpan(0, hash).IsWhiteSpace();
            var isEmpty = lines[line].AsSpan().IsWhiteSpace() && !IsInside(starts[line], spans);
            var first = entries.FirstOrDefault(known => known.First == line).Entry;
            if (first is not null) Give(first, pending, document, isFirst: entries[0].Entry == first);
            if (isOwnLine) pending.Add(lines[line][hash..].TrimEnd());
            else if (hash >= 0 && entries.LastOrDefault(known => known.Last == line || known.First == line).Entry is { Beside: null } beside) beside.Beside = lines[line][hash..].TrimEnd();
            else if (hash >= 0) pending.Add(lines[line][hash..].TrimEnd());
            else if (isEmpty && !(pending.Count > 0 && pending[^1].Length == 0)) pending.Add("");
        }

        document.Tail.AddRange(pending.SkipWhile(line => line.Length == 0));
        while (document.Tail.Count > 0 && document.Tail[^1].Length == 0) document.Tail.RemoveAt(document.Tail.Count - 1);
    }

    /// <summary>What stands at the very top and apart belongs to the whole text.</summary>
    private static void Give(TextEntry entry, List<string> pending, TextDocument document, bool isFirst)
    {
        while (pending.Count > 0 && pending[0].Length == 0)
        {
            entry.HasSpace = true;
            pending.RemoveAt(0);
        }

        var gap = isFirst ? pending.LastIndexOf("") : -1;
        if (gap >= 0) document.Head.AddRange(pending.Take(gap));
        entry.Before.AddRange(pending.Skip(gap + 1));
        pending.Clear();
    }

    /// <summary>Values, in which a # is none; and the lines of what comments can stand at.</summary>
    private static void Collect(TextNode node, bool isInFlow, List<(int, int)> spans, List<(int, int, TextEntry)> entries, Func<int, int> lineOf)
    {
        var (isFlow, children) = node switch
        {
            TextMapping mapping => (mapping.IsFlow, mapping.Entries),
            TextList list => (list.IsFlow, list.Items),
            _ => (false, []),
        };
        // A flow on several lines is kept line by line, with the comments in it.
        if (node is TextScalar || (isFlow && !isInFlow && lineOf(node.Start) != lineOf(node.End))) spans.Add((node.Start, node.End));
        foreach (var child in children)
        {
            if (!isInFlow && !isFlow)
            {
                var start = child.Key?.Start ?? child.Value.Start;
                var head = child.Value is TextScalar or TextMapping { IsFlow: true } or TextList { IsFlow: true } ? lineOf(Math.Max(child.Value.Start, child.Value.End - 1)) : lineOf(start);
                entries.Add((lineOf(start), head, child));
            }

            if (child.Key is { } key) spans.Add((key.Start, key.End));
            Collect(child.Value, isInFlow || isFlow, spans, entries, lineOf);
        }
    }

    private static int CommentAt(string line, int start, List<(int Start, int End)> spans)
    {
        for (var index = 0; index < line.Length; index++)
        {
            if (line[index] == '#' && (index == 0 || char.IsWhiteSpace(line[index - 1])) && !IsInside(start + index, spans)) return index;
        }

        return -1;
    }

    private static bool IsInside(int offset, List<(int Start, int End)> spans) => spans.Exists(span => offset >= span.Start && offset < span.End);

    private static int[] StartsOf(string[] lines)
    {
        var (starts, at) = (new int[lines.Length], 0);
        for (var line = 0; line < lines.Length; line++)
        {
            starts[line] = at;
            at += lines[line].Length + 1;
        }

        return starts;
    }

    private static int LineOf(int[] starts, int offset)
    {
        var found = Array.BinarySearch(starts, offset);
        return found >= 0 ? found : ~found - 1;
    }
}
