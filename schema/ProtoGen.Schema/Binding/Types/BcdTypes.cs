using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary><c>bcd[SIZE]</c>: two decimal digits a byte.</summary>
internal sealed class BcdTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => ["bcd"];

    public bool IsSized => true;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = null;
        if (syntax.Name != "bcd") return false;
        if (SizeBinder.Bind(syntax, site) is { } size) type = new BcdType(size);
        return true;
    }
}
