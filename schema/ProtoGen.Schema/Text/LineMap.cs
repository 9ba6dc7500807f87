namespace ProtoGen.Schema.Text;

/// <summary>Turns offsets in a text into lines and columns.</summary>
internal sealed class LineMap
{
    private readonly int _length;
    private readonly string? _file;
    private readonly List<int> _starts = [0];

    /// <param name="text">The text.</param>
    /// <param name="file">See <see cref="SourceSpan.File"/>.</param>
    public LineMap(string text, string? file)
    {
        (_length, _file) = (text.Length, file);
        for (var i = 0; i < text.Length; i++)
        {
            var isBreak = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'));
            if (isBreak) _starts.Add(i + 1);
        }
    }

    /// <summary>The stretch of <paramref name="length"/> characters at <paramref name="start"/>, kept within the text.</summary>
    public SourceSpan SpanAt(int start, int length)
    {
        start = Math.Max(0, Math.Min(start, _length));
        var end = Math.Max(start, Math.Min(start + Math.Max(0, length), _length));
        var (line, column) = PositionOf(start);
        var (endLine, endColumn) = PositionOf(end);
        return new(line, column, endLine, endColumn, start, end - start) { File = _file };
    }

    private (int Line, int Column) PositionOf(int offset)
    {
        var found = _starts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - _starts[line] + 1);
    }
}
