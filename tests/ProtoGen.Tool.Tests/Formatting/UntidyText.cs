namespace ProtoGen.Tool.Tests.Formatting;

/// <summary>Makes a schema untidy without changing what it means: other indents, keys of the schema and of its messages in another order.</summary>
internal static class UntidyText
{
    public static string Of(string text, int indent, Random random)
    {
        var entries = Entries(text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'), 0);
        var shuffled = Shuffle(entries, random).SelectMany(entry => entry.Any(line => line.StartsWith("messages:", StringComparison.Ordinal)) ? Messages(entry, random) : entry);
        return string.Join('\n', shuffled.Select(line => new string(' ', (line.Length - line.TrimStart(' ').Length) * indent / 2) + line.TrimStart(' '))) + "\n";
    }

    /// <summary>The comments of a text, in any order.</summary>
    public static IEnumerable<string> Comments(string text) =>
        text.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Contains('#', StringComparison.Ordinal) && !line.Contains('"', StringComparison.Ordinal)).Select(line => line[line.IndexOf('#', StringComparison.Ordinal)..]).Order(StringComparer.Ordinal);

    private static List<string> Messages(List<string> section, Random random)
    {
        var head = section.FindIndex(line => line.StartsWith("messages:", StringComparison.Ordinal));
        var messages = Entries([.. section.Skip(head + 1)], 2);
        return [.. section.Take(head + 1), .. messages.SelectMany(message => Message(message, random))];
    }

    private static List<string> Message(List<string> message, Random random)
    {
        var head = message.FindIndex(line => Indent(line) == 2 && !line.TrimStart().StartsWith('#') && line.Trim().Length > 0);
        return head < 0 ? message : [.. message.Take(head + 1), .. Shuffle(Entries([.. message.Skip(head + 1)], 4), random).SelectMany(lines => lines)];
    }

    /// <summary>Every key at an indent with what is below it and the comments and empty lines before it.</summary>
    private static List<List<string>> Entries(string[] lines, int indent)
    {
        var entries = new List<List<string>>();
        var before = new List<string>();
        foreach (var line in lines)
        {
            if (line.Trim().Length == 0 || line.TrimStart().StartsWith('#'))
            {
                before.Add(line);
            }
            else if (Indent(line) <= indent || entries.Count == 0)
            {
                entries.Add([.. before, line]);
                before.Clear();
            }
            else
            {
                entries[^1].AddRange([.. before, line]);
                before.Clear();
            }
        }

        if (entries.Count > 0) entries[^1].AddRange(before);
        return entries;
    }

    private static List<List<string>> Shuffle(List<List<string>> entries, Random random)
    {
        var shuffled = entries.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;
}
