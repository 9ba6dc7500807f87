namespace ProtoGen.Tool.Checking;

/// <summary>The text of a schema that was looked at, an imported one too.</summary>
/// <param name="Path">Where it is, as the user wrote it or as seen from what the user wrote.</param>
/// <param name="Text">The text.</param>
internal sealed record CheckedText(string Path, string Text)
{
    private string[]? _lines;

    /// <summary>A line by its number from 1, without its end; empty behind the last one.</summary>
    public string Line(int number)
    {
        _lines ??= Text.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n');
        return number <= _lines.Length ? _lines[number - 1] : "";
    }
}
