using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Syntax;

/// <summary>Reads <c>TYPE [?] [= EXPR] [if COND]</c>, the one grammar of every field.</summary>
internal static class FieldTextParser
{
    private const string Grammar = "a field is written 'TYPE', then '?', '= VALUE' or 'if CONDITION' where they apply";

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
        TextSlice? optional = null;
        if (StartsWith(rest, "?")) (optional, rest) = (rest.Slice(0, 1), rest.From(1).Trim());

        TextSlice? expression = null;
        if (StartsWith(rest, "=")) (expression, rest) = SplitCondition(rest.From(1).Trim());

        TextSlice? condition = null;
        if (rest.Text == "if" || StartsWith(rest, "if ")) (condition, rest) = (rest.From(2).Trim(), rest.From(rest.Length));

        if (expression is { Length: 0 })
        {
            expression = null;
            diagnostics.Report(
                Rules.InvalidFieldText,
                text.Span,
                $"Nothing follows '=' in field '{key.Text}'; write a value, or \"\" for an empty text");
        }
        else if (condition is { Length: 0 })
        {
            condition = null;
            diagnostics.Report(Rules.InvalidFieldText, text.Span, $"Nothing follows 'if' in field '{key.Text}'; write a condition, such as 'flags.will'");
        }
        else if (rest.Length > 0)
        {
            diagnostics.Report(
                Rules.InvalidFieldText,
                rest.Span,
                $"'{Shorten(rest.Text)}' after the type of field '{key.Text}' cannot be read; {Grammar}");
        }

        return new()
        {
            Key = key,
            Type = type,
            Optional = optional,
            Expression = expression,
            Condition = condition,
            IsBroken = diagnostics.ErrorCount > errors,
        };
    }

    /// <summary>The type at the beginning of a text, and the characters it takes.</summary>
    public static (TypeSyntax? Type, int Length) ParseType(TextSlice slice)
    {
        var text = slice.Text;
        var end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '-' or '.')) end++;
        if (end == 0) return (null, 0);

        var name = text.Substring(0, end);
        var isShortString = end > 1 && text[end - 1] == 's' && name.Take(end - 1).All(c => c is >= '0' and <= '9');
        var sizes = new List<TextSlice>();
        if (isShortString) (name, sizes) = ("string", [slice.Slice(0, end - 1)]);
        while (end < text.Length && text[end] == '[')
        {
            var close = text.IndexOf(']', end);
            if (close < 0) return (null, 0);
            sizes.Add(slice.Slice(end + 1, close - end - 1).Trim());
            end = close + 1;
        }

        TextSlice? size = sizes.Count > 0 ? sizes[0] : null;
        return (new(name, slice.Slice(0, end), size) { More = [.. sizes.Skip(1)] }, end);
    }

    /// <summary>A value ends where <c> if </c> begins, unless it is in quotes.</summary>
    private static (TextSlice Value, TextSlice Condition) SplitCondition(TextSlice slice)
    {
        var text = slice.Text;
        var from = text.Length > 0 && text[0] is '"' or '\'' ? Math.Max(0, text.IndexOf(text[0], 1)) : 0;
        var at = text.IndexOf(" if ", from, StringComparison.Ordinal);
        return at < 0 ? (slice, slice.From(slice.Length)) : (slice.Slice(0, at).Trim(), slice.From(at + 1));
    }

    private static bool StartsWith(TextSlice slice, string start) => slice.Text.StartsWith(start, StringComparison.Ordinal);

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Substring(0, 37) + "...";
}
