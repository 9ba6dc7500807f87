using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary><c>bool</c>.</summary>
internal sealed class BoolTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => ["bool"];

    public bool IsSized(string name) => false;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = syntax.Name == "bool" ? new BoolType() : null;
        return type is not null;
    }
}
