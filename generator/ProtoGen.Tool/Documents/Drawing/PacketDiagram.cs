using ProtoGen.Tool.Documents.Html;

namespace ProtoGen.Tool.Documents.Drawing;

/// <summary>Draws the bytes of a structure as inline SVG.</summary>
internal sealed class PacketDiagram
{
    private const double Margin = 46;
    private const double Top = 20;
    private const double RowHeight = 46;
    private const double StripHeight = 18;
    private const double NameSize = 13;
    private const double SmallSize = 10.5;

    private readonly int _bits;
    private readonly double _bit;
    private readonly IReadOnlyList<PacketRow> _rows;
    private readonly List<Markup> _fills = [];
    private readonly List<Markup> _lines = [];
    private readonly List<Markup> _texts = [];

    private PacketDiagram(IReadOnlyList<PacketCell> cells, int bits, double bit) => (_bits, _bit, _rows) = (bits, bit, PacketRows.Of(cells, bits));

    private double Width => Margin + (_bits * _bit) + 2;

    private double Height => Top + (_rows.Count * RowHeight) + 2;

    /// <summary>Two drawings of which one is seen: rows of 32 bits where there is room, of 16 where there is not.</summary>
    public static Markup Of(IReadOnlyList<PacketCell> cells, string title) => cells.Count == 0 ? Markup.None : Markup.Of(
        $"<figure class=\"packet\">{new PacketDiagram(cells, 32, 20).Draw(title, "wide")}{new PacketDiagram(cells, 16, 19).Draw(title, "narrow")}</figure>");

    private Markup Draw(string title, string room)
    {
        DrawScale();
        for (var row = 0; row < _rows.Count; row++) DrawRow(row);
        return Markup.Of($"<svg class=\"{room}\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{title}\">{_fills}{_lines}{_texts}</svg>");
    }

    private void DrawScale()
    {
        for (var bit = 0; bit < _bits; bit += 8)
        {
            _texts.Add(DrawnText.At(X(bit) + 3, Top - 6, $"{bit}", "tick"));
            _lines.Add(Line(X(bit), Top - 5, X(bit), Top, "rule"));
        }

        _texts.Add(DrawnText.At(X(_bits) - 2, Top - 6, $"{_bits - 1}", "tick end"));
    }

    private void DrawRow(int row)
    {
        var top = Top + (row * RowHeight);
        _texts.Add(DrawnText.At(Margin - 8, top + (RowHeight / 2) + 4, _rows[row].Label, "tick end"));
        foreach (var segment in _rows[row].Segments)
        {
            DrawFill(segment, top);
            DrawBorder(segment, row, top);
            if (segment.Cell.Bits.Count > 0) DrawBits(segment, top + RowHeight - StripHeight);
            if (IsLabelled(segment, row)) DrawLabel(segment, top, _rows[row].IsCut);
        }
    }

    private void DrawFill(Segment segment, double top)
    {
        var kind = segment.Cell.Kind.ToString().ToLowerInvariant();
        _fills.Add(Markup.Of($"<rect x=\"{X(segment.From)}\" y=\"{top}\" width=\"{segment.Width * _bit}\" height=\"{RowHeight}\" class=\"fill {kind}\"><title>{segment.Cell.Name}: {segment.Cell.Type}, {segment.Cell.Size} bytes</title></rect>"));
        if (segment.Cell.Bytes is null) _fills.Add(Markup.Of($"<rect x=\"{X(segment.From)}\" y=\"{top}\" width=\"{segment.Width * _bit}\" height=\"{RowHeight}\" class=\"hatch\"/>"));
    }

    /// <summary>All around, but not between two rows of one field.</summary>
    private void DrawBorder(Segment segment, int row, double top)
    {
        var (left, right) = (segment.From, segment.From + segment.Width);
        _lines.Add(Line(X(left), top, X(left), top + RowHeight, "edge"));
        _lines.Add(Line(X(right), top, X(right), top + RowHeight, "edge"));
        DrawOutside(segment, row - 1, left, right, top);
        DrawOutside(segment, row + 1, left, right, top + RowHeight);
        if (_rows[row].IsCut)
        {
            // Two short waves say that the row stands for more of them.
            foreach (var x in new[] { X(left), X(right) })
                _lines.Add(Markup.Of($"<path d=\"M{x - 5} {top + (RowHeight / 2) + 2} q2.5 -5 5 0 t5 0\" class=\"break\"/>"));
        }
    }

    private void DrawOutside(Segment segment, int otherRow, int left, int right, double y)
    {
        var same = otherRow >= 0 && otherRow < _rows.Count ? _rows[otherRow].Segments.FirstOrDefault(other => other.Index == segment.Index) : null;
        var (from, to) = same is null ? (right, right) : (Math.Max(left, same.From), Math.Min(right, same.From + same.Width));
        if (from >= to) (from, to) = (right, right);
        if (from > left) _lines.Add(Line(X(left), y, X(from), y, "edge"));
        if (to < right) _lines.Add(Line(X(to), y, X(right), y, "edge"));
    }

    private void DrawBits(Segment segment, double top)
    {
        _lines.Add(Line(X(segment.From), top, X(segment.From + segment.Width), top, "rule"));
        var position = 0;
        foreach (var run in segment.Cell.Bits)
        {
            var (from, to) = (Math.Max(position, segment.Done), Math.Min(position + run.Width, segment.Done + segment.Width));
            position += run.Width;
            if (from >= to) continue;
            var (left, right) = (X(segment.From + from - segment.Done), X(segment.From + to - segment.Done));
            if (from > segment.Done) _lines.Add(Line(left, top, left, top + StripHeight, "rule"));
            for (var bit = from + 1; bit < to; bit++) _lines.Add(Line(left + ((bit - from) * _bit), top, left + ((bit - from) * _bit), top + 3, "rule"));
            if (run.Name.Length == 0) _fills.Add(Markup.Of($"<rect x=\"{left}\" y=\"{top}\" width=\"{right - left}\" height=\"{StripHeight}\" class=\"gap\"/>"));
            _fills.Add(Markup.Of($"<rect x=\"{left}\" y=\"{top}\" width=\"{right - left}\" height=\"{StripHeight}\" class=\"bit\"><title>{(run.Name.Length == 0 ? "no part" : run.Name)}: {Bits(run)}</title></rect>"));
            _texts.Add(DrawnText.At((left + right) / 2, top + 13, DrawnText.Fit(run.Name, SmallSize, right - left - 4), "small mid"));
        }
    }

    /// <summary>A field is named once: in its widest stretch, the first of those.</summary>
    private bool IsLabelled(Segment segment, int row)
    {
        var all = _rows.SelectMany((known, index) => known.Segments.Where(other => other.Index == segment.Index).Select(other => (Row: index, other.Width, known.IsCut))).ToList();
        var best = all.OrderByDescending(other => other.IsCut).ThenByDescending(other => other.Width).First();
        return best.Row == row;
    }

    private void DrawLabel(Segment segment, double top, bool isCut)
    {
        var (cell, room, middle) = (segment.Cell, (segment.Width * _bit) - 8, X(segment.From) + (segment.Width * _bit / 2));
        var hasBits = cell.Bits.Count > 0;
        var name = DrawnText.Fit(cell.Name, NameSize, room);
        _texts.Add(DrawnText.At(middle, top + (hasBits ? 18 : 20), name, cell.Bytes is null ? "mid halo" : "mid"));
        if (hasBits) return;
        var about = cell.Bytes is null || isCut ? cell.Kind == CellKind.Body ? "the message" : $"{cell.Type} · {Bytes(cell.Size)}" : cell.Type;
        _texts.Add(DrawnText.At(middle, top + 36, DrawnText.Fit(about, SmallSize, room), cell.Bytes is null ? "small mid halo" : "small mid"));
    }

    private static string Bytes(string size) => size switch { "1" => "1 byte", "rest" => "the rest", _ => $"{size} bytes" };

    private static string Bits(BitRun run) => run.Width == 1 ? $"bit {run.High}" : $"bits {run.High - run.Width + 1}..{run.High}";

    private double X(int bit) => Margin + (bit * _bit);

    private static Markup Line(double x1, double y1, double x2, double y2, string style) =>
        Markup.Of($"<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" class=\"{style}\"/>");
}
