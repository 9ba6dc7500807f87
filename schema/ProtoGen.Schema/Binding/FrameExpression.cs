using System.Globalization;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>What a field of a frame may be derived from: <c>bytes(a..b)</c>, with <c>+ n</c> or <c>- n</c> after it.</summary>
internal sealed record FrameExpression(TextSlice First, TextSlice Last, int Offset)
{
    /// <summary>Whether a text is a name and an opening parenthesis: never a constant of a number.</summary>
    public static bool IsCall(string text) =>
        text.IndexOf('(') is > 0 and var at && text.Take(at).All(c => char.IsLetterOrDigit(c) || c is '_' or '/' or '-');

    /// <summary>Whether a text begins as a count of bytes.</summary>
    public static bool IsByteCount(string text) => text.StartsWith("bytes(", StringComparison.Ordinal);

    /// <summary>Reads a count of bytes; null where it is not written as one.</summary>
    public static FrameExpression? Parse(TextSlice slice)
    {
        var text = slice.Text;
        var close = text.IndexOf(')');
        if (!IsByteCount(text) || close < 0) return null;

        var inner = slice.Slice("bytes(".Length, close - "bytes(".Length);
        var dots = inner.Text.IndexOf("..", StringComparison.Ordinal);
        var first = (dots < 0 ? inner : inner.Slice(0, dots)).Trim();
        var last = (dots < 0 ? inner : inner.From(dots + 2)).Trim();
        if (first.Length == 0 || last.Length == 0 || ParseOffset(text.Substring(close + 1).Trim()) is not { } offset) return null;
        return new(first, last, offset);
    }

    private static int? ParseOffset(string text)
    {
        if (text.Length == 0) return 0;
        if (!ushort.TryParse(text.Substring(1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return text[0] switch { '+' => number, '-' => -number, _ => null };
    }
}
