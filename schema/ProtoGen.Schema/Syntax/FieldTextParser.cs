using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>TYPE [?] [= EXPR] [if COND]</c>, the one grammar of every field.</summary>
internal static class FieldTextParser
{
    private const string Grammar = "a field is written 'TYPE' or 'TYPE = VALUE'";

    public static FieldSyntax Parse(YamlScalar key, YamlScalar text, DiagnosticBag diagnostics)
    {
        var errors = diagnostics.ErrorCount;
        var rest = text.Whole.Trim();
        var (type, length) = ParseType(rest);
        if (type is null)
        {
            diagnostics.Report(
                Rules.InvalidFieldText,
                rest.Span,
                $"The text '{Shorten(rest.Text)}' of field '{key.Text}' does not begin with a type; {Grammar}");
            return new() { Key = key, Type = null, IsBroken = true };
        }

        rest = rest.From(length).Trim();
        if (StartsWith(rest, "?")) rest = Refuse(rest, 1, "An optional field ('?')", diagnostics);
        else if (StartsWith(rest, "[")) rest = Refuse(rest, rest.Length, "A list", diagnostics);

        TextSlice? expression = null;
        if (StartsWith(rest, "=")) (expression, rest) = SplitCondition(rest.From(1).Trim());
        if (StartsWith(rest, "if ")) rest = Refuse(rest, rest.Length, "A condition ('if')", diagnostics);

        if (expression is { Length: 0 })
        {
            expression = null;
            diagnostics.Report(
                Rules.InvalidFieldText,
                text.Span,
                $"Nothing follows '=' in field '{key.Text}'; write a value, or \"\" for an empty text");
        }
        else if (rest.Length > 0)
        {
            diagnostics.Report(
                Rules.InvalidFieldText,
                rest.Span,
                $"'{Shorten(rest.Text)}' after the type of field '{key.Text}' cannot be read; {Grammar}");
        }

        return new() { Key = key, Type = type, Expression = expression, IsBroken = diagnostics.ErrorCount > errors };
    }

    /// <summary>The type at the beginning of a text, and the characters it takes.</summary>
    public static (TypeSyntax? Type, int Length) ParseType(TextSlice slice)
    {
        var text = slice.Text;
        var end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.')) end++;
        if (end == 0) return (null, 0);

        var name = text.Substring(0, end);
        if (end < text.Length && text[end] == '[')
        {
            var close = text.IndexOf(']', end);
            return close < 0 ? (null, 0) : (new(name, slice.Slice(0, close + 1), slice.Slice(end + 1, close - end - 1).Trim()), close + 1);
        }

        var isShortString = end > 1 && text[end - 1] == 's' && name.Take(end - 1).All(c => c is >= '0' and <= '9');
        var whole = slice.Slice(0, end);
        return isShortString ? (new("string", whole, slice.Slice(0, end - 1)), end) : (new(name, whole, null), end);
    }

    /// <summary>A value ends where <c> if </c> begins, unless it is in quotes.</summary>
    private static (TextSlice Value, TextSlice Condition) SplitCondition(TextSlice slice)
    {
        var text = slice.Text;
        var from = text.Length > 0 && text[0] is '"' or '\'' ? Math.Max(0, text.IndexOf(text[0], 1)) : 0;
        var at = text.IndexOf(" if ", from, StringComparison.Ordinal);
        return at < 0 ? (slice, slice.From(slice.Length)) : (slice.Slice(0, at).Trim(), slice.From(at + 1));
    }

    private static TextSlice Refuse(TextSlice slice, int length, string construct, DiagnosticBag diagnostics)
    {
        diagnostics.Report(Rules.NotYetSupported, slice.Slice(0, length).Span, $"{construct} is not supported by this version yet");
        return slice.From(length).Trim();
    }

    private static bool StartsWith(TextSlice slice, string start) => slice.Text.StartsWith(start, StringComparison.Ordinal);

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Substring(0, 37) + "...";
}
