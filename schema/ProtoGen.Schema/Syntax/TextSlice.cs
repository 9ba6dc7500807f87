using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Syntax;

/// <summary>A part of a scalar's text that knows where it stands.</summary>
internal readonly record struct TextSlice(YamlScalar Scalar, int Start, int Length)
{
    public string Text => Scalar.Text.Substring(Start, Length);

    public SourceSpan Span => Scalar.SpanOf(Start, Length);

    /// <summary>Whether the slice is a whole scalar in quotes: then it is text, or a character.</summary>
    public bool IsQuoted => !Scalar.IsPlain && Start == 0 && Length == Scalar.Text.Length;

    public TextSlice Slice(int start, int length) => this with { Start = Start + start, Length = length };

    public TextSlice From(int start) => Slice(start, Length - start);

    public TextSlice Trim()
    {
        var (start, end) = (0, Length);
        while (start < end && char.IsWhiteSpace(Scalar.Text[Start + start])) start++;
        while (end > start && char.IsWhiteSpace(Scalar.Text[Start + end - 1])) end--;
        return Slice(start, end - start);
    }
}
