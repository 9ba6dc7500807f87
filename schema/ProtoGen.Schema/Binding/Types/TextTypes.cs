using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary><c>string[SIZE]</c>, also written <c>36s</c>; and <c>cstring</c>, which ends at the character 0.</summary>
internal sealed class TextTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => ["string", "cstring"];

    public bool IsSized(string name) => name == "string";

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = null;
        if (syntax.Name is not ("string" or "cstring")) return false;

        var (settings, scope) = (site.Text, site.Scope);
        var encoding = Settings.Encoding(settings?.Encoding, site.Scope) ?? scope.Encoding;
        var unit = TextBytes.UnitSize(encoding);
        var size = syntax.Name == "string" ? SizeBinder.Bind(syntax, site) : new TerminatedSize(new byte[unit].ToEquatableArray());
        if (size is null) return true;

        var isFixed = size is FixedSize;
        if (unit > 1) RefuseHalves(size, unit, encoding, syntax, site);
        if (!isFixed)
        {
            RefuseOnVaryingSize(settings?.PadByte ?? settings?.PadSide, "pad", site);
            RefuseOnVaryingSize(settings?.Overflow, "overflow", site);
        }

        type = new TextType(
            size,
            encoding,
            isFixed ? Settings.Byte(settings?.PadByte, scope.Diagnostics) ?? scope.Pad : (byte)0)
        {
            PadLeft = isFixed && (Settings.PadLeft(settings?.PadSide, scope.Diagnostics) ?? scope.PadLeft),
            Truncates = isFixed && (Settings.Truncates(settings?.Overflow, scope.Diagnostics) ?? scope.Truncates),
        };
        return true;
    }

    /// <summary>Where a character takes several bytes, so do sizes and marks.</summary>
    private static void RefuseHalves(SizeRule size, int unit, TextEncoding encoding, TypeSyntax syntax, TypeSite site)
    {
        var name = TextBytes.NameOf(encoding);
        var problem = size switch
        {
            FixedSize { Count: var count } when count % unit != 0 => $"has {count} bytes, but the characters of {name} take {unit}; use a multiple of {unit}",
            TerminatedSize { Terminator: var mark } when mark.Count % unit != 0 =>
                $"ends at a mark of {mark.Count} byte, but the characters of {name} take {unit}; write the whole character, such as 'until 0x0000'",
            _ => null,
        };
        if (problem is not null) site.Scope.Diagnostics.Report(Rules.InvalidSize, syntax.Size!.Value.Span, $"{site.Title} {problem}");
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
