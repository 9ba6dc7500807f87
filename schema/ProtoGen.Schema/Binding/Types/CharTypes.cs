using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary><c>char</c>.</summary>
internal sealed class CharTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => ["char"];

    public bool IsSized(string name) => false;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = syntax.Name == "char" ? new CharType() : null;
        return type is not null;
    }
}
