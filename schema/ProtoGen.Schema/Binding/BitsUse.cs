using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding;

/// <summary>One use of named bits, which may say what some of their parts are written from: <c>{ type: Flags, parts: { long: = 1 } }</c>.</summary>
internal static class BitsUse
{
    /// <summary>The bits with what the use says of their parts.</summary>
    public static BoundBits Bind(BoundBits bits, FieldSyntax use, string title, BindingScope scope)
    {
        if (bits.SchemaName is null || use.Parts is not { } parts) return bits;
        return bits with { Derived = [.. bits.Derived, .. parts.Where(part => IsUsable(part, bits, title, scope))] };
    }

    private static bool IsUsable(BitsPartSyntax part, BoundBits bits, string title, BindingScope scope)
    {
        var key = part.Key.Text;
        if (bits.Find(key) is null)
        {
            scope.Diagnostics.Report(
                Rules.UnknownField, part.Key.Span, $"{title} names the part '{key}', which '{bits.SchemaName}' does not have{NameSuggestion.DidYouMean(key, bits.Parts.Select(known => known.Name))}");
            return false;
        }

        var hasPosition = part.At is { Length: > 0 };
        if (hasPosition || part.Expression is null || (part.Name ?? part.Doc ?? part.Type) is not null)
        {
            scope.Diagnostics.Report(
                Rules.BitPosition,
                part.Key.Span,
                $"{title} has the bits '{bits.SchemaName}', whose parts have their places; here a part is given its value alone, as in '{key}: = 1'");
            return false;
        }

        if (bits.Derived.All(known => known.Key.Text != key)) return true;
        scope.Diagnostics.Report(Rules.SettingDoesNotApply, part.Key.Span, $"{title} gives a value to the part '{key}', which '{bits.SchemaName}' has derived already; keep one of them");
        return false;
    }
}
