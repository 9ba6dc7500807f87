using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>What the pieces of one field may not be together.</summary>
internal static class FieldRules
{
    public static void Check(Field field, FieldSyntax syntax, string title, BindingScope scope)
    {
        var diagnostics = scope.Diagnostics;
        if (syntax.Optional is { } mark)
        {
            var takesRest = BodySizes.TakesRest(field);
            var problem = takesRest ? "takes all that is left, which may be nothing; remove the '?'"
                : syntax.Expression is not null ? "has a value that nobody sets, so nobody could say whether it is there; remove the '?'"
                : null;
            if (problem is not null) diagnostics.Report(Rules.OptionalTail, mark.Span, $"{title} is optional, but {problem}");
        }

        if (syntax.Settings.Removed is { } removed && field.Type is not (IntegerType or FloatType or BytesType or TextType or BoolType or CharType or EnumFieldType or BitsFieldType or VarintType))
            diagnostics.Report(Rules.SettingDoesNotApply, removed.Span, $"{title} was removed, but only numbers, text and bytes can be kept without a name");

        if (syntax.Settings.Align is { } align && (field.Align & (field.Align - 1)) != 0)
            diagnostics.Report(Rules.InvalidSetting, align.Span, $"'align' cannot be '{align.Text}': a power of two is expected, such as 4");

        if (syntax.Settings.Depth is { } depth && !IsRecursive(field.Type))
            diagnostics.Report(Rules.SettingDoesNotApply, depth.Span, $"{title} does not lead back into its own struct, so 'depth' does not apply to it");

        if (syntax.Settings.Verify is { } verify && field.Derivation is null && field.DerivedParts.Count == 0)
            diagnostics.Report(Rules.SettingDoesNotApply, verify.Span, $"{title} is not derived, so there is nothing to verify");

        // A struct that is not bound yet is the one being bound, or one that needs it.
        if (field is { Type: StructType, Presence: null } && syntax.Type is { Size: null } type && scope.Structures.Declares(type.Name) && scope.Structures.Find(type.Name) is null)
            diagnostics.Report(Rules.EndlessStruct, type.Whole.Span, $"{title} holds its own struct without end; make it conditional, optional or a list");
    }

    private static bool IsRecursive(FieldType type) => type switch
    {
        StructType structure => structure.IsRecursive,
        ListType list => IsRecursive(list.Element),
        SwitchType choice => choice.Cases.Any(known => known.Type is { } held && IsRecursive(held)) || (choice.Else?.Type is { } other && IsRecursive(other)),
        _ => false,
    };
}
