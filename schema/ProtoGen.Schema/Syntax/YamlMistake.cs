using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Syntax;

/// <summary>Says what is wrong with text that is not YAML, in this language's words where the mistake is a common one.</summary>
internal static class YamlMistake
{
    public static void Report(string text, string? file, int offset, string reason, DiagnosticBag diagnostics)
    {
        offset = Math.Max(0, Math.Min(offset, text.Length));
        var lines = new LineMap(text, file);
        if (UnquotedType(text, offset, reason) is { } type)
        {
            var written = text.Substring(type.Start, type.Length);
            diagnostics.Report(
                Rules.UnquotedType,
                lines.SpanAt(type.Start, type.Length),
                $"Inside braces a type with a bracket or '?' needs quotes: write \"{written}\"");
        }
        else if (TabInIndentation(text, offset, reason) is { } tab)
            diagnostics.Report(Rules.InvalidYaml, lines.SpanAt(tab, 1), "YAML does not allow tabs for indentation; use spaces");
        else
            diagnostics.Report(Rules.InvalidYaml, lines.SpanAt(offset, 1), $"The text is not well-formed YAML: {Sentence(reason)}");
    }

    /// <summary>The type with <c>[</c> or <c>?</c> on the line of <paramref name="offset"/>, where that lies inside braces.</summary>
    private static (int Start, int Length)? UnquotedType(string text, int offset, string reason)
    {
        var lineStart = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        var lineEnd = text.IndexOf('\n', offset) is >= 0 and var found ? found : text.Length;
        var brace = text.IndexOf('{', lineStart, lineEnd - lineStart);
        if (brace < 0)
        {
            // The brace may have been opened on a line before; only the library knows.
            if (reason.IndexOf("flow mapping", StringComparison.Ordinal) < 0) return null;
            brace = lineStart;
        }

        for (var i = brace; i < lineEnd && text[i] != '#'; i++)
        {
            if (text[i] is '"' or '\'') i = text.IndexOf(text[i], i + 1, lineEnd - i - 1) is >= 0 and var close ? close : lineEnd;
            else if (text[i] is '[' or '?' && i > brace && char.IsLetterOrDigit(text[i - 1])) return Around(text, brace, i, lineEnd);
        }

        return null;
    }

    private static (int Start, int Length) Around(string text, int brace, int mark, int lineEnd)
    {
        var start = mark;
        while (start > brace && char.IsLetterOrDigit(text[start - 1])) start--;
        var end = mark + 1;
        if (text[mark] == '[' && text.IndexOf(']', mark, lineEnd - mark) is >= 0 and var close) end = close + 1;
        if (end < lineEnd && text[end] == '?') end++;
        return (start, end - start);
    }

    /// <summary>The first tab that indents the line of <paramref name="offset"/>, or the next one: the reader may stop before it or behind it. Where
    /// it speaks of a tab itself, it may mean one far below: it points at the beginning of the mapping.</summary>
    private static int? TabInIndentation(string text, int offset, string reason)
    {
        var reach = reason.IndexOf("tab", StringComparison.Ordinal) < 0 ? 2 : int.MaxValue;
        var line = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        for (var lines = 0; lines < reach; lines++)
        {
            var end = line;
            while (end < text.Length && text[end] == ' ') end++;
            if (end < text.Length && text[end] == '\t') return end;

            line = text.IndexOf('\n', end) + 1;
            if (line == 0) break;
        }

        return null;
    }

    /// <summary>A library's message as the end of our sentence.</summary>
    private static string Sentence(string reason)
    {
        var text = reason.Replace('\r', ' ').Replace('\n', ' ').Trim().TrimEnd('.');
        return text.Length == 0 ? "it ends too early" : Wording.InSentence(text);
    }
}
