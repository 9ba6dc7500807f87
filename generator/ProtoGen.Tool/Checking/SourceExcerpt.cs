using Spectre.Console;

namespace ProtoGen.Tool.Checking;

/// <summary>The line a finding is about, cut to the width there is, and where in it the carets stand.</summary>
/// <param name="Line">The line as it is shown.</param>
/// <param name="Before">The cells before the first caret.</param>
/// <param name="Carets">The cells that are marked, at least one.</param>
internal sealed record SourceExcerpt(string Line, int Before, int Carets)
{
    private const string Cut = "…";

    /// <param name="found">The finding.</param>
    /// <param name="width">The cells there are for the line.</param>
    public static SourceExcerpt Of(Finding found, int width)
    {
        // A tab is as wide as the terminal likes.
        var line = found.Where.Line(found.Span.Line).Replace('\t', ' ').TrimEnd();
        var start = Math.Min(found.Span.Column - 1, line.Length);
        var end = found.Span.EndLine == found.Span.Line ? Math.Min(found.Span.EndColumn - 1, line.Length) : line.Length;
        if (line.GetCellWidth() > width) (line, start, end) = CutAround(line, start, end, Math.Max(20, width));
        return new(line, line[..start].GetCellWidth(), Math.Max(1, line[start..Math.Max(start, end)].GetCellWidth()));
    }

    /// <summary>What is marked stays in sight, with a third of the rest before it.</summary>
    private static (string Line, int Start, int End) CutAround(string line, int start, int end, int width)
    {
        var room = width - (2 * Cut.Length);
        var marked = Math.Min(Math.Max(1, end - start), room);
        var first = Math.Max(0, Math.Min(start - ((room - marked) / 3), line.Length - room));
        if (first > 0 && char.IsLowSurrogate(line[first])) first--;
        var last = Math.Min(line.Length, first + room);
        if (last < line.Length && char.IsLowSurrogate(line[last])) last--;
        var (head, tail) = (first > 0 ? Cut : "", last < line.Length ? Cut : "");
        var moved = head.Length - first;
        return (head + line[first..last] + tail, Math.Max(head.Length, start + moved), Math.Min(end, last) + moved);
    }
}
