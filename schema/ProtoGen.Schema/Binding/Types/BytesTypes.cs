using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary><c>bytes[SIZE]</c>.</summary>
internal sealed class BytesTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => ["bytes"];

    public bool IsSized(string name) => true;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = null;
        if (syntax.Name != "bytes") return false;
        if (SizeBinder.Bind(syntax, site) is { } size) type = new BytesType(size);
        return true;
    }
}
