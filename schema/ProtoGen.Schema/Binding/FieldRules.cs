using ProtoGen.Schema.Binding.Structures;
using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>What the pieces of one field may not be together.</summary>
internal static class FieldRules
{
    public static void Check(Field field, FieldSyntax syntax, string title, NameScope names, BindingScope scope)
    {
        var diagnostics = scope.Diagnostics;
        if (field is { Type: SwitchType, Derivation: BytesDerivation { Range: var range } } && Holds(range, field.Name, [.. names.Names]))
        {
            diagnostics.Report(
                Rules.RangeName, syntax.Expression!.Value.Span, $"{title} counts its own bytes, of which there are more or fewer by what it counts; let the range begin behind it");
        }

        if (syntax.Optional is { } mark)
        {
            var mayBeNothing = BodySizes.TakesRest(field) && BodySizes.Min(field with { Presence = null }) == 0;
            var problem = mayBeNothing ? "takes all that is left, which may be nothing; remove the '?'"
                : syntax.Expression is not null ? "has a value that nobody sets, so nobody could say whether it is there; remove the '?'"
                : null;
            if (problem is not null) diagnostics.Report(Rules.OptionalTail, mark.Span, $"{title} is optional, but {problem}");
        }

        if (field is { Property: null, Derivation: null } && field.Type is ListType or StructType or SwitchType or CodecType or BitListType)
        {
            var (at, reason) = syntax.Settings.Life.Removed is { } removed ? (removed.Span, "was removed") : (syntax.Key.Span, "is reserved, as its name begins with '_'");
            diagnostics.Report(Rules.SettingDoesNotApply, at, $"{title} {reason}, but only numbers, text and bytes can be kept without a name; use bytes[SIZE]");
        }

        if (syntax.Settings.Align is { } align && (field.Align & (field.Align - 1)) != 0)
            diagnostics.Report(Rules.InvalidSetting, align.Span, $"'align' cannot be '{align.Text}': a power of two is expected, such as 4");

        if (syntax.Settings.Depth is { } depth && !IsRecursive(field.Type))
            diagnostics.Report(Rules.SettingDoesNotApply, depth.Span, $"{title} does not lead back into its own struct, so 'depth' does not apply to it");

        if (syntax.Settings.Verify is { } verify && field.Derivation is null && field.DerivedParts.Count == 0)
            diagnostics.Report(Rules.SettingDoesNotApply, verify.Span, $"{title} is not derived, so there is nothing to verify");
    }

    private static bool Holds(FieldRange range, string field, List<string> order) =>
        order.IndexOf(range.First) <= order.IndexOf(field) && order.IndexOf(field) <= order.IndexOf(range.Last);

    private static bool IsRecursive(FieldType type) => type switch
    {
        StructType structure => structure.IsRecursive,
        ListType list => IsRecursive(list.Element),
        SwitchType choice => choice.AllCases.Any(known => known.Type is { } held && IsRecursive(held)),
        _ => false,
    };
}
