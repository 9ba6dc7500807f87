using ProtoGen.Schema.Model;
using ProtoGen.Tool.Documents.Html;

namespace ProtoGen.Tool.Documents.Drawing;

/// <summary>Draws an integer cut into parts, most significant bit first, each part's name on a line that leads to its bits.</summary>
internal static class BitsDiagram
{
    private const double CellHeight = 22;
    private const double LineHeight = 19;
    private const double TextSize = 12.5;
    private const double Gap = 14;

    /// <summary>Two drawings of which one is seen, see <see cref="PacketDiagram"/>.</summary>
    public static Markup Of(BitsType bits) => Markup.Of(
        $"<figure class=\"packet\">{Draw(bits, 32, 15, 220, "wide")}{Draw(bits, 16, 11, 150, "narrow")}</figure>");

    private static Markup Draw(BitsType bits, int perRow, double cell, double room, string style)
    {
        var total = 8 * bits.Underlying.Size;
        var columns = Math.Min(total, perRow);
        var width = (columns * cell) + Gap + room;
        var (y, parts) = (0.0, new List<Markup>());
        for (var high = total - 1; high >= 0; high -= columns)
        {
            var low = Math.Max(0, high - columns + 1);
            y = DrawRow(bits, high, low, y, cell, room, parts) + 10;
        }

        return Markup.Of($"<svg class=\"{style}\" viewBox=\"0 0 {width} {y}\" width=\"{width}\" height=\"{y}\" role=\"img\" aria-label=\"The bits of {bits.Name}\">{parts}</svg>");
    }

    private static double DrawRow(BitsType bits, int high, int low, double top, double cell, double room, List<Markup> drawn)
    {
        var (cells, right) = (top + 15, (high - low + 1) * cell);
        var shown = bits.Parts.Where(part => part.Low <= high && part.Low + part.Width > low).OrderBy(part => part.Low).ToList();
        drawn.Add(Markup.Of($"<rect x=\"0.5\" y=\"{cells}\" width=\"{right - 0.5}\" height=\"{CellHeight}\" class=\"gap\"/>"));
        for (var bit = high; bit >= low; bit--)
        {
            var x = X(bit);
            if (bit == high || bit == low || bit % 4 == 0) drawn.Add(DrawnText.At(x + (cell / 2), cells - 4, $"{bit}", "tick mid"));
            if (bit < high) drawn.Add(Line(x, cells, x, cells + 3, "rule"));
        }

        for (var index = 0; index < shown.Count; index++)
        {
            var part = shown[index];
            var (first, last) = (Math.Min(high, part.Low + part.Width - 1), Math.Max(low, part.Low));
            var (left, end) = (X(first), X(last) + cell);
            drawn.Add(Markup.Of($"<rect x=\"{left + 0.5}\" y=\"{cells}\" width=\"{end - left - 0.5}\" height=\"{CellHeight}\" class=\"part {(part.Property is null ? "derived" : "plain")}\"/>"));
            var (middle, line) = ((left + end) / 2, cells + CellHeight + 14 + (index * LineHeight));
            drawn.Add(Markup.Of($"<path d=\"M{middle} {cells + (CellHeight / 2)} V{line - 4} H{right + Gap - 5}\" class=\"lead\"/><circle cx=\"{middle}\" cy=\"{cells + (CellHeight / 2)}\" r=\"2\" class=\"dot\"/>"));
            var place = part.Width == 1 ? $"{part.Low}" : $"{part.Low}..{part.Low + part.Width - 1}";
            drawn.Add(DrawnText.At(right + Gap, line, DrawnText.Fit($"{place} {part.Name}", TextSize, room), "label"));
        }

        return cells + CellHeight + 8 + (shown.Count * LineHeight);

        double X(int bit) => (high - bit) * cell;
    }

    private static Markup Line(double x1, double y1, double x2, double y2, string style) =>
        Markup.Of($"<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" class=\"{style}\"/>");
}
