using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>The rest of a body ends where a fixed number of bytes follows: nothing after it may vary.</summary>
internal static class RestChecks
{
    public static void Run(IEnumerable<BoundStructure> structures, DiagnosticBag diagnostics)
    {
        foreach (var structure in structures)
        {
            BoundField? rest = null;
            foreach (var field in structure.Fields.Where(field => field.Field is not null))
            {
                // Optional tails follow each other, and each may take what the one before it left.
                var isTail = field.Field!.Presence is OptionalTail;
                if (rest is not null && !(isTail && rest.Field!.Presence is OptionalTail)) Check(field, rest, structure, diagnostics);
                if ((isTail || BodySizes.TakesRest(field.Field!)) && (rest is null || isTail)) rest = field;
            }
        }
    }

    private static void Check(BoundField field, BoundField rest, BoundStructure structure, DiagnosticBag diagnostics)
    {
        var isFixed = field.Field is { Type.FixedSize: not null, Presence: null, Bound: null, Align: 1 };
        if (isFixed && rest.Field!.Presence is not OptionalTail) return;

        structure.IsBroken = true;
        var mayBeEmpty = BodySizes.TakesRest(field.Field!) || field.Field!.Presence is Conditional;
        if (rest.Field!.Presence is OptionalTail)
        {
            if (mayBeEmpty) structure.IsBroken = false;
            else
            {
                diagnostics.Report(
                    Rules.OptionalTail,
                    field.Syntax.Key.Span,
                    $"Field '{field.Field!.Name}' of {structure.Title} always takes bytes after '{rest.Field.Name}', which is optional; nobody " +
                    $"could say which of them is missing, so make '{field.Field.Name}' optional too");
            }

            return;
        }

        var problem = BodySizes.TakesRest(field.Field!) ? "is a second rest" : "has a size that varies";
        diagnostics.Report(
            Rules.RestNotLast,
            (field.Syntax.Type?.Whole.Span).GetValueOrDefault(field.Syntax.Key.Span),
            $"Field '{field.Field!.Name}' of {structure.Title} {problem} after '{rest.Field!.Name}', which takes the rest; only fields of fixed " +
            "size may follow it");
    }
}
