using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Frames;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>A range of a layout may name fields of its messages, but some message must have them.</summary>
internal static class BodyLengthChecks
{
    public static void Run(BoundSchema schema, DiagnosticBag diagnostics)
    {
        foreach (var layout in schema.Frames.Layouts)
            foreach (var field in layout.Structure.Fields.Where(field => field.Field?.Derivation is MessageBytesDerivation)) Check(field, layout, schema, diagnostics);
    }

    private static void Check(BoundField field, BoundLayout layout, BoundSchema schema, DiagnosticBag diagnostics)
    {
        var own = layout.Structure.Fields.Select(known => known.Syntax.Key.Text).ToList();
        var held = schema.Messages.Where(message => message.Selector?.Layouts.Contains(layout) == true).SelectMany(message => message.Fields).Select(known => known.Syntax.Key.Text).ToList();
        var range = ((MessageBytesDerivation)field.Field!.Derivation!).Range;
        if (new[] { range.First, range.Last }.FirstOrDefault(name => !own.Contains(name) && !held.Contains(name)) is not { } missing) return;
        diagnostics.Report(
            Rules.RangeName,
            field.Syntax.Expression!.Value.Span,
            $"Field '{field.Syntax.Key.Text}' of {layout.Structure.Title} is derived from a range with '{missing}', which neither the frame nor any of its messages has" +
            NameSuggestion.DidYouMean(missing, own.Concat(held)));
        foreach (var message in schema.Messages.Where(message => message.Selector?.Layouts.Contains(layout) == true)) message.IsBroken = true;
    }
}
