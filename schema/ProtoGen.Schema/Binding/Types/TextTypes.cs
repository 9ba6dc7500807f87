using ProtoGen.Schema.Diagnostics;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary><c>string[SIZE]</c>, also written <c>36s</c>.</summary>
internal sealed class TextTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => ["string"];

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = null;
        if (syntax.Name != "string") return false;

        var encoding = Settings.Encoding(site.Text?.Encoding, site.Scope.Diagnostics) ?? site.Scope.Encoding;
        var pad = Settings.Byte(site.Text?.PadByte, site.Scope.Diagnostics) ?? site.Scope.Pad;
        if (SizeBinder.Bind(syntax, site) is not { } size) return true;

        if (size is not FixedSize && site.Text?.PadByte is { } unused)
        {
            site.Scope.Diagnostics.Report(
                Rules.SettingDoesNotApply,
                unused.Span,
                $"{site.Title} has a size that varies, to which 'pad' does not apply; it fills fixed sizes");
        }

        type = new TextType(size, encoding, size is FixedSize ? pad : (byte)0);
        return true;
    }
}
