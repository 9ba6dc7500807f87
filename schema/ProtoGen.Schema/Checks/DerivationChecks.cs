using ProtoGen.Schema.Binding;
using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Checks;

/// <summary>What can only be judged once all fields of a structure are known: what is counted must be countable, and a check cannot cover itself.</summary>
internal static class DerivationChecks
{
    public static void Run(IEnumerable<BoundStructure> structures, DiagnosticBag diagnostics)
    {
        foreach (var structure in structures)
        {
            var errors = diagnostics.ErrorCount;
            var order = structure.Fields.Select(field => field.Syntax.Key.Text).ToList();
            foreach (var field in structure.Fields.Where(field => field.Field is not null))
            {
                if (field.Field!.Derivation is { } derivation) Check(derivation, field, structure, order, diagnostics);
                foreach (var part in field.Field.DerivedParts) Check(part.Derivation, field, structure, order, diagnostics);
                if (!structure.IsBroken) CheckSpelling(field, structure, diagnostics);
            }

            if (!structure.IsBroken) CheckWidths(structure, diagnostics);
            if (diagnostics.ErrorCount > errors) structure.IsBroken = true;
        }
    }

    /// <summary>A switch of integers of several C# types is a number only where its value follows from a size.</summary>
    private static void CheckWidths(BoundStructure structure, DiagnosticBag diagnostics)
    {
        var uses = ValueUses.Of(structure.Fields.Select(field => field.Field).OfType<Field>());
        foreach (var field in structure.Fields.Where(field => field.Field is { Type: SwitchType { Choice: not null }, Derivation: null } && uses.Of(field.Syntax.Key.Text).Count > 0))
        {
            diagnostics.Report(
                Rules.NotANumber,
                field.Syntax.Key.Span,
                $"Field '{field.Syntax.Key.Text}' of {structure.Title} is one of several integers, and only the size of a whole field, " +
                "or of every case of a switch, may name it; one case among others, a condition or an element may not");
        }
    }

    /// <summary>Only what can be written in more than one way has a spelling to keep: varints, bool, and the width a tag chooses.</summary>
    private static void CheckSpelling(BoundField bound, BoundStructure structure, DiagnosticBag diagnostics)
    {
        if (bound.Syntax.Settings is not { Canonical: { } setting, PadTo: null } || bound.Field is not { } field) return;
        var hasSpellings = field.Type is BoolType or VarintType or SwitchType || field.Type.SizeRule() is VarintPrefixedSize || field.Derivation is WidthDerivation;
        if (hasSpellings) return;
        diagnostics.Report(
            Rules.SettingDoesNotApply,
            setting.Span,
            $"Field '{field.Name}' of {structure.Title} has one spelling for each value; 'canonical' applies to varints, bool, the width of a size that a switch holds, and what 'padTo' fills");
    }

    private static void Check(Derivation derivation, BoundField field, BoundStructure structure, List<string> order, DiagnosticBag diagnostics)
    {
        var at = (field.Syntax.Expression?.Span).GetValueOrDefault(field.Syntax.Key.Span);
        var title = $"Field '{field.Syntax.Key.Text}' of {structure.Title}";
        var own = order.IndexOf(field.Syntax.Key.Text);
        switch (derivation)
        {
            case ElementsDerivation elements when structure.Find(elements.List)?.Field?.Type is not (null or ListType or BitListType):
                diagnostics.Report(
                    Rules.RangeName,
                    at,
                    $"{title} counts '{elements.List}', which is no list; for its bytes write 'bytes({elements.List})', for what is present 'count(first..last)'");
                break;
            case CheckDerivation check when order.IndexOf(check.Range.First) <= own && own <= order.IndexOf(check.Range.Last):
                diagnostics.Report(Rules.RangeName, at, $"{title} is a check over a range that holds the check itself; end the range before it");
                break;
            case CheckDerivation check when field.Field!.Type.FixedSize is { } size && size * 8 < check.Checksum.Width:
                diagnostics.Report(Rules.RangeName, at, $"{title} has {size * 8} bits, but the check has {check.Checksum.Width}; use u{(check.Checksum.Width + 7) / 8 * 8}");
                break;
            case CheckDerivation when field.Field!.Type is not IntegerType:
                diagnostics.Report(Rules.RangeName, at, $"{title} is a check, which is stored in an integer such as u16");
                break;
        }
    }
}
