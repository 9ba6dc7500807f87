namespace ProtoGen.Tool.Documents.Drawing;

/// <summary>A stretch of one row of a packet diagram.</summary>
/// <param name="Cell">The field.</param>
/// <param name="Index">Which field that is.</param>
/// <param name="From">The first bit of the row.</param>
/// <param name="Width">Bits.</param>
/// <param name="Done">Bits of the field before it.</param>
/// <param name="IsStart">Whether the field begins here.</param>
/// <param name="IsEnd">Whether it ends here.</param>
internal sealed record Segment(PacketCell Cell, int Index, int From, int Width, int Done, bool IsStart, bool IsEnd);

/// <summary>One row.</summary>
/// <param name="Label">The offset of its first byte.</param>
/// <param name="Segments">What stands in it.</param>
/// <param name="IsCut">Whether it stands for several rows of one long field.</param>
internal sealed record PacketRow(string Label, IReadOnlyList<Segment> Segments, bool IsCut);

/// <summary>Lays fields out in rows, as RFCs do: fixed fields bit by bit, one that varies in a row of its own.</summary>
internal static class PacketRows
{
    /// <summary>A field with more whole rows than this is cut short.</summary>
    private const int MostWholeRows = 2;

    /// <param name="cells">The fields.</param>
    /// <param name="width">The bits of a row; a multiple of 8.</param>
    public static IReadOnlyList<PacketRow> Of(IReadOnlyList<PacketCell> cells, int width)
    {
        var rows = new List<PacketRow>();
        var open = new List<Segment>();
        var (at, offset, isExact) = (0, 0, true);
        for (var index = 0; index < cells.Count; index++)
        {
            var cell = cells[index];
            if (cell.Bytes is not { } bytes)
            {
                Close();
                rows.Add(new(Label(), [new(cell, index, 0, width, 0, true, true)], false));
                (offset, isExact) = (0, false);
                continue;
            }

            Place(cell, index, 8 * bytes);
        }

        Close();
        return rows;

        void Place(PacketCell cell, int index, int bits)
        {
            var done = 0;
            do
            {
                var left = bits - done;
                if (at == 0 && left / width > MostWholeRows && done + width < bits)
                {
                    var cut = ((left / width) - 1) * width;
                    rows.Add(new(Label(), [new(cell, index, 0, width, done, done == 0, done + cut == bits)], IsCut: true));
                    (done, offset) = (done + cut, offset + (cut / 8));
                    continue;
                }

                var take = Math.Min(left, width - at);
                open.Add(new(cell, index, at, take, done, done == 0, take == left));
                (done, at) = (done + take, at + take);
                if (at == width) Close();
            }
            while (done < bits);
        }

        void Close()
        {
            if (open.Count == 0) return;
            rows.Add(new(Label(), [.. open], false));
            offset += at / 8;
            open.Clear();
            at = 0;
        }

        string Label() => isExact ? $"{offset}" : offset == 0 ? "" : $"+{offset}";
    }
}
