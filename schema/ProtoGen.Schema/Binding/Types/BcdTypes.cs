using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary><c>bcd[SIZE]</c>: two decimal digits a byte.</summary>
internal sealed class BcdTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => ["bcd"];

    public bool IsSized(string name) => true;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = null;
        if (syntax.Name != "bcd") return false;
        var isFilled = site.Text?.PadByte is { } pad && IsFill(pad, site);
        if (SizeBinder.Bind(syntax, site) is { } size) type = new BcdType(size) { IsFilled = isFilled };
        return true;
    }

    /// <summary>Of all bytes only 0xFF is no pair of digits, so that it can say where they end.</summary>
    private static bool IsFill(YamlScalar pad, TypeSite site)
    {
        if (Settings.Byte(pad, site.Scope.Diagnostics) is not { } value) return false;
        if (value != 0xFF)
            site.Scope.Diagnostics.Report(Rules.SettingDoesNotApply, pad.Span, $"{site.Title} is padded with {pad.Text}, but digits can only be padded with 0xFF");
        return true;
    }
}
