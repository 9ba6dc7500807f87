using System.Text;

namespace ProtoGen.Tool.Documents.Markdown;

/// <summary>The few constructs of Markdown that a document needs, with everything escaped that would be another.</summary>
internal static class Md
{
    private const string Special = "\\`*_{}[]<>|";

    public static string Text(string text)
    {
        var escaped = new StringBuilder();
        foreach (var character in text.ReplaceLineEndings(" "))
        {
            if (Special.Contains(character, StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(character);
        }

        return escaped.ToString();
    }

    /// <summary>Code may hold anything but its own mark, and in a table no bar.</summary>
    public static string Code(string text)
    {
        if (text.Length == 0) return "";
        var content = text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
        return content.Contains('`', StringComparison.Ordinal) ? $"`` {content} ``" : $"`{content}`";
    }

    public static void Table(StringBuilder text, string[] heads, IEnumerable<string[]> rows)
    {
        text.Append($"| {string.Join(" | ", heads)} |\n|{string.Concat(heads.Select(_ => "---|"))}\n");
        foreach (var row in rows) text.Append($"| {string.Join(" | ", row)} |\n");
        text.Append('\n');
    }
}
