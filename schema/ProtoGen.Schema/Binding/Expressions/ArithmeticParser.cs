using System.Globalization;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Expressions;

/// <summary>
/// Reads a name with arithmetic around it: <c>length</c>, <c>words * 4 - 4</c>, <c>(words + 1) * 4</c>, <c>ceil(bits / 8)</c>. Steps follow each other
/// from left to right, so what multiplies a sum needs parentheses around the sum.
/// </summary>
internal static class ArithmeticParser
{
    private const string Ceil = "ceil(";

    /// <summary>The name and the steps; null where the text is not written so.</summary>
    public static (TextSlice Name, EquatableArray<ArithmeticStep> Steps)? Parse(TextSlice slice)
    {
        if (slice.Text.StartsWith(Ceil, StringComparison.Ordinal)) return ParseCeiling(slice);
        if (slice.Text.StartsWith("(", StringComparison.Ordinal))
        {
            if (Unwrap(slice) is not var (core, outer) || Parse(core) is not var (name, inner)) return null;
            return (name, inner.Concat(outer).ToEquatableArray());
        }

        var end = NameLength(slice.Text);
        if (end == 0 || ParseSteps(slice.From(end)) is not { } steps) return null;
        return (slice.Slice(0, end), steps);
    }

    /// <summary>What stands in the parentheses around a text, and the steps behind them; the text itself where there are none, null where they do not close.</summary>
    public static (TextSlice Inner, EquatableArray<ArithmeticStep> Steps)? Unwrap(TextSlice slice)
    {
        var steps = new List<ArithmeticStep>();
        while (slice.Text.StartsWith("(", StringComparison.Ordinal))
        {
            var close = ClosingParenthesis(slice.Text);
            if (close < 0 || ParseSteps(slice.From(close + 1)) is not { } outer) return null;
            steps.InsertRange(0, outer);
            slice = slice.Slice(1, close - 1).Trim();
        }

        return (slice, steps.ToEquatableArray());
    }

    /// <summary>Steps behind something else; none for an empty text; null where the text is not written so.</summary>
    public static EquatableArray<ArithmeticStep>? ParseSteps(TextSlice slice)
    {
        var steps = new List<ArithmeticStep>();
        for (var rest = slice.Trim(); rest.Length > 0; rest = rest.Trim())
        {
            ArithmeticOperator? known = rest.Text[0] switch
            {
                '+' => ArithmeticOperator.Add,
                '-' => ArithmeticOperator.Subtract,
                '*' => ArithmeticOperator.Multiply,
                '/' => ArithmeticOperator.Divide,
                _ => null,
            };
            rest = rest.From(1).Trim();
            if (known is not { } operation || TakeNumber(ref rest) is not { } operand) return null;
            var isSum = steps.Count > 0 && steps[steps.Count - 1].Operator is ArithmeticOperator.Add or ArithmeticOperator.Subtract;
            if (isSum && operation is ArithmeticOperator.Multiply or ArithmeticOperator.Divide) return null;
            steps.Add(new(operation, operand));
        }

        return steps.ToEquatableArray();
    }

    private static int ClosingParenthesis(string text)
    {
        var depth = 0;
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '(') depth++;
            else if (text[index] == ')' && --depth == 0) return index;
        }

        return -1;
    }

    private static (TextSlice Name, EquatableArray<ArithmeticStep> Steps)? ParseCeiling(TextSlice slice)
    {
        var close = slice.Text.IndexOf(')');
        var divide = slice.Text.IndexOf('/');
        if (divide < 0 || close < divide) return null;

        var inner = slice.Slice(Ceil.Length, divide - Ceil.Length).Trim();
        var divisor = slice.Slice(divide + 1, close - divide - 1).Trim();
        var isName = inner.Length > 0 && NameLength(inner.Text) == inner.Length;
        if (!isName || TakeNumber(ref divisor) is not { } operand || divisor.Length > 0 || ParseSteps(slice.From(close + 1)) is not { } more) return null;
        return (inner, more.Prepend(new(ArithmeticOperator.CeilingDivide, operand)).ToEquatableArray());
    }

    /// <summary>Names are letters, digits, dots and <c>_</c>, and <c>-</c> between letters; with a space or a digit after it, that is a minus.</summary>
    private static int NameLength(string text)
    {
        var end = 0;
        while (end < text.Length)
        {
            var isHyphen = text[end] == '-' && end > 0 && end + 1 < text.Length && char.IsLetter(text[end + 1]);
            if (!isHyphen && !char.IsLetterOrDigit(text[end]) && text[end] is not ('_' or '.')) break;
            end++;
        }

        return end > 0 && !char.IsDigit(text[0]) ? end : 0;
    }

    private static long? TakeNumber(ref TextSlice slice)
    {
        var text = slice.Text;
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var end = isHex ? 2 : 0;
        while (end < text.Length && (isHex ? Text.HexText.Digit(text[end]) >= 0 : text[end] is >= '0' and <= '9')) end++;

        var digits = isHex ? text.Substring(2, end - 2) : text.Substring(0, end);
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!long.TryParse(digits, style, CultureInfo.InvariantCulture, out var number) || number is <= 0 or > int.MaxValue) return null;
        slice = slice.From(end);
        return number;
    }
}
