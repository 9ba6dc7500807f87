using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live.Screen;

/// <summary>A typed line, cut into words: blanks separate them, except in quotes and in brackets.</summary>
internal static class TypedLine
{
    /// <exception cref="UsageException">A quote or a bracket is not closed.</exception>
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        for (var at = 0; at < line.Length;)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
                continue;
            }

            var end = EndOfWord(line, at);
            words.Add(line[at..end]);
            at = end;
        }

        return words;
    }

    private static int EndOfWord(string line, int at)
    {
        var depth = 0;
        while (at < line.Length && (depth > 0 || !char.IsWhiteSpace(line[at])))
        {
            var character = line[at];
            if (character is '[' or '{') depth++;
            if (character is ']' or '}') depth--;
            // A quote inside a word is text: don't.
            var opens = character is '"' or '\'' && (depth > 0 || line[at - 1] == '=');
            at = opens ? EndOfQuote(line, at) : at + 1;
        }

        return depth <= 0 ? at : throw new UsageException("A bracket is not closed.");
    }

    private static int EndOfQuote(string line, int at)
    {
        for (var end = at + 1; end < line.Length; end++)
        {
            if (line[end] == '\\' && line[at] == '"') end++;
            else if (line[end] == line[at]) return end + 1;
        }

        throw new UsageException($"The quote {line[at..]} is not closed.");
    }
}
