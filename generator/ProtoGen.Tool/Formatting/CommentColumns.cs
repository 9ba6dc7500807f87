using System.Text;

namespace ProtoGen.Tool.Formatting;

/// <summary>Comments beside lines that follow each other begin in one column.</summary>
internal sealed class CommentColumns
{
    // A longer line would push the comments of its neighbours out of sight.
    private const int LongestLine = 72;

    private readonly List<int> _comments = [];

    /// <summary>Takes note of a comment, in the order of the text.</summary>
    /// <param name="offset">Where it begins.</param>
    public void Add(int offset) => _comments.Add(offset);

    /// <summary>Moves the comments to the right, each run of lines to the column of its longest one.</summary>
    public void Align(StringBuilder text)
    {
        var lines = Lines(text);
        // From the end, so that the offsets before stay right.
        for (var last = lines.Count - 1; last >= 0;)
        {
            var first = last;
            while (first > 0 && lines[first - 1].Number == lines[first].Number - 1 && IsShort(lines[first - 1]) && IsShort(lines[first])) first--;
            var column = lines.Take(first..(last + 1)).Max(line => line.Column);
            for (; last >= first; last--) text.Insert(_comments[last], " ", column - lines[last].Column);
        }
    }

    private static bool IsShort((int Number, int Column) line) => line.Column <= LongestLine;

    private List<(int Number, int Column)> Lines(StringBuilder text)
    {
        var whole = text.ToString();
        var lines = new List<(int, int)>();
        var (number, from) = (0, 0);
        foreach (var comment in _comments)
        {
            number += whole.AsSpan(from, comment - from).Count('\n');
            from = comment;
            lines.Add((number, comment - (whole.LastIndexOf('\n', comment) + 1)));
        }

        return lines;
    }
}
