using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary><c>string[SIZE]</c>, also written <c>36s</c>; and <c>cstring</c>, which is <c>string[until 0x00]</c>.</summary>
internal sealed class TextTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => ["string", "cstring"];

    public bool IsSized(string name) => name == "string";

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = null;
        if (syntax.Name is not ("string" or "cstring")) return false;

        var (settings, scope) = (site.Text, site.Scope);
        var size = syntax.Name == "string" ? SizeBinder.Bind(syntax, site) : new TerminatedSize(EquatableArray.Of((byte)0));
        if (size is null) return true;

        var isFixed = size is FixedSize;
        if (!isFixed)
        {
            RefuseOnVaryingSize(settings?.PadByte ?? settings?.PadSide, "pad", site);
            RefuseOnVaryingSize(settings?.Overflow, "overflow", site);
        }

        type = new TextType(
            size,
            Settings.Encoding(settings?.Encoding, site.Scope) ?? scope.Encoding,
            isFixed ? Settings.Byte(settings?.PadByte, scope.Diagnostics) ?? scope.Pad : (byte)0)
        {
            PadLeft = isFixed && (Settings.PadLeft(settings?.PadSide, scope.Diagnostics) ?? scope.PadLeft),
            Truncates = isFixed && (Settings.Truncates(settings?.Overflow, scope.Diagnostics) ?? scope.Truncates),
        };
        return true;
    }

    private static void RefuseOnVaryingSize(YamlScalar? setting, string key, TypeSite site)
    {
        if (setting is null) return;
        site.Scope.Diagnostics.Report(
            Rules.SettingDoesNotApply,
            setting.Span,
            $"{site.Title} has a size that varies, to which '{key}' does not apply; it belongs to fixed sizes");
    }
}
