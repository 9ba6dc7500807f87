using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Checks;

/// <summary>Fields become members of the message's type and of its view, beside those every message has.</summary>
internal static class FieldNameChecks
{
    public static void Run(IEnumerable<BoundStructure> structures, DiagnosticBag diagnostics)
    {
        foreach (var structure in structures)
        {
            var errors = diagnostics.ErrorCount;
            CheckMembers(structure, diagnostics);
            if (diagnostics.ErrorCount > errors) structure.IsBroken = true;
        }
    }

    private static void CheckMembers(BoundStructure structure, DiagnosticBag diagnostics)
    {
        var taken = new Dictionary<string, BoundField>(StringComparer.Ordinal);
        foreach (var field in structure.Fields)
        {
            if (field.Field?.Property is not { } property) continue;

            var title = $"Field '{field.Syntax.Key.Text}' of {structure.Title}";
            if (property == structure.Name)
            {
                diagnostics.Report(
                    Rules.ReservedName,
                    At(field),
                    $"{title} becomes the property '{property}', which C# does not allow in a type of the same name; add 'name: " +
                    "OtherName'");
            }
            else if (ReservedNames.MessageMembers.Contains(property) || ReservedNames.ViewMembers.Contains(property))
            {
                diagnostics.Report(
                    Rules.ReservedName,
                    At(field),
                    $"{title} becomes the property '{property}', a name every message and struct uses itself; add 'name: OtherName'");
            }
            else if (taken.TryGetValue(property, out var first))
            {
                diagnostics.Report(
                    Rules.NameCollision,
                    At(field),
                    $"{title} becomes the property '{property}', as does '{first.Syntax.Key.Text}' at line " +
                    $"{first.Syntax.Key.Span.Line}; add 'name: OtherName' to one of them");
            }
            else
                taken.Add(property, field);
        }

        CheckHidden(structure, taken, diagnostics);
        foreach (var field in taken.Values)
        {
            // The view shows the padded bytes of text beside the text, a record the number on the wire beside what it means.
            var hasRaw = field.Field!.Type is TextType or BytesType || field.Field.Meaning is { IsScaled: true } or { Kind: not MeaningKind.Plain };
            if (hasRaw && taken.TryGetValue(field.Field.Property + "Raw", out var hidden))
            {
                diagnostics.Report(
                    Rules.ReservedName,
                    At(hidden),
                    $"Field '{hidden.Syntax.Key.Text}' of {structure.Title} becomes '{hidden.Field!.Property}', the name " +
                    $"of the raw value of '{field.Syntax.Key.Text}'; add 'name: OtherName'");
            }
        }
    }

    /// <summary>What is kept for the round trip has members too, of which only the code around a record knows.</summary>
    private static void CheckHidden(BoundStructure structure, Dictionary<string, BoundField> taken, DiagnosticBag diagnostics)
    {
        var hidden = structure.Fields.Where(field => field.Field is { Property: null, Derivation: null }).Select(field => ("Kept" + CSharpName.FromSchema(field.Field!.Name), $"the bytes of '{field.Field.Name}'"))
            .Concat(structure.Fields.Where(field => field.Field is { Bound.Trailing: Trailing.Keep }).Select(field => ("Left" + (field.Field!.Property ?? CSharpName.FromSchema(field.Field.Name)), $"what is left over in '{field.Field.Name}'")))
            .Concat(structure.Trailing == Trailing.Keep ? [("TrailingBytes", "the bytes after the last field")] : []);
        foreach (var (member, what) in hidden)
        {
            if (!taken.TryGetValue(member, out var field)) continue;
            diagnostics.Report(
                Rules.ReservedName,
                At(field),
                $"Field '{field.Syntax.Key.Text}' of {structure.Title} becomes the property '{member}', which keeps {what}; add 'name: OtherName'");
        }
    }

    private static SourceSpan At(BoundField field) => (field.Syntax.Name ?? field.Syntax.Key).Span;
}
