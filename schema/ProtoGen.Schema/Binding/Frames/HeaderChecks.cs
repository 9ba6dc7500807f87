using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Frames;

/// <summary>All layouts of a schema share one header in C#: fields of one name are of one type.</summary>
internal static class HeaderChecks
{
    public static void Run(BoundFrames frames, DiagnosticBag diagnostics)
    {
        var known = new Dictionary<string, (Field Field, BoundLayout Layout)>(StringComparer.Ordinal);
        foreach (var layout in frames.Layouts)
        {
            foreach (var field in layout.Frame.Fields.Where(IsHeld))
            {
                var name = field.Property ?? field.Name;
                if (!known.TryGetValue(name, out var first)) known.Add(name, (field, layout));
                else if (Difference(first.Field, field) is { } difference) Report(layout, field, first.Layout, difference, diagnostics);
            }
        }
    }

    /// <summary>Whether the header has a member for it.</summary>
    private static bool IsHeld(Field field) => field is { Derivation: null, Type: not BodyType } && (field.Property is not null || field.DerivedParts.Count == 0);

    private static string? Difference(Field first, Field second) =>
        CSharpKind.Of(first.Type) != CSharpKind.Of(second.Type) ? "has another type"
        : first.Presence is null != second.Presence is null ? "is there under a condition in one of them only"
        : null;

    private static void Report(BoundLayout layout, Field field, BoundLayout first, string difference, DiagnosticBag diagnostics)
    {
        var syntax = layout.Structure.Find(field.Name)!.Syntax;
        var advice = field.Type is BitsFieldType ? "use the same bits in both, with 'parts: { name: = VALUE }' for those that are fixed in one layout, or give one field another 'name'"
            : "use one type, or give one field another 'name'";
        diagnostics.Report(
            Rules.FrameField,
            (syntax.Type?.Whole ?? syntax.Key.Whole).Span,
            $"Field '{field.Name}' of {layout.Structure.Title} {difference} in {Title(first)}, but the header that users see has one field of that name; {advice}");
    }

    private static string Title(BoundLayout layout) => layout.Syntax.Key is null ? $"the frame at {layout.Syntax.At.Place}" : $"variant '{layout.Syntax.SchemaName}'";
}
