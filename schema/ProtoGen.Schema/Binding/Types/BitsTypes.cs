using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>The schema's own <c>bits</c>, by their names.</summary>
internal sealed class BitsTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => scope.Bits.Names;

    public bool IsSized(string name) => false;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        var found = site.Scope.Bits.Find(syntax.Name);
        type = found is { IsBroken: false, Underlying: { } underlying } ? new BitsFieldType(found.Name, underlying) : null;
        return found is not null;
    }
}
