namespace ProtoGen.Schema.Text;

/// <summary>A stretch of a schema's text. Lines and columns count from 1, columns in UTF-16 units; the end is exclusive.</summary>
/// <param name="Line">The first line.</param>
/// <param name="Column">The first column.</param>
/// <param name="EndLine">The last line.</param>
/// <param name="EndColumn">The column after the last character.</param>
/// <param name="Start">The offset of the first character in the text, from 0.</param>
/// <param name="Length">The number of characters.</param>
public readonly record struct SourceSpan(int Line, int Column, int EndLine, int EndColumn, int Start, int Length)
{
    /// <summary>The imported schema it stands in, by the name that <c>import</c> writes; null for the schema that was asked for.</summary>
    public string? File { get; init; }

    /// <summary>Where it begins, in words: <c>line 4</c>, or <c>line 4 of types.protogen.yaml</c>.</summary>
    internal string Place => File is null ? $"line {Line}" : $"line {Line} of {File}";

    /// <summary>The start of a text.</summary>
    internal static SourceSpan StartOf(string? file) => new(1, 1, 1, 1, 0, 0) { File = file };
}
