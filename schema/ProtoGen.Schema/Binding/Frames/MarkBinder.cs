using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>Finds the constants at fixed offsets by which variants are told apart.</summary>
internal static class MarkBinder
{
    public static List<BoundLayout> Bind(List<BoundLayout> layouts, BindingScope scope)
    {
        var marks = layouts.Select(layout => FrameMarks.Of(layout.Frame, (bits, part) => scope.BitsOf(bits).Find(part)!)).ToArray();
        for (var first = 0; first < layouts.Count; first++)
        {
            for (var second = first + 1; second < layouts.Count; second++)
            {
                if (marks[first].Any(mark => marks[second].Any(other => Differ(mark, other)))) continue;
                scope.Diagnostics.Report(
                    Rules.VariantsAlike,
                    layouts[second].Syntax.Key!.Span,
                    $"Variant '{layouts[second].Syntax.SchemaName}' cannot be told from '{layouts[first].Syntax.SchemaName}': no constant of one, at an " +
                    "offset that is always the same, has another value in the other");
            }
        }

        return [.. layouts.Select((layout, index) => layout with
        {
            Frame = layout.Frame with { Marks = Needed(marks, index).ToEquatableArray() },
        })];
    }

    /// <summary>The marks of one layout that differ from a mark of another.</summary>
    private static IEnumerable<FrameMark> Needed(IReadOnlyList<FrameMark>[] marks, int index) =>
        marks[index].Where(mark => marks.Where((_, other) => other != index).Any(others => others.Any(other => Differ(mark, other))));

    private static bool Differ(FrameMark mark, FrameMark other) => mark.Offset == other.Offset && ((mark.Value ^ other.Value) & mark.Mask & other.Mask) != 0;
}
