using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>The schema's own enums, by their names.</summary>
internal sealed class EnumTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => scope.Enums.Select(known => known.SchemaName);

    public bool IsSized(string name) => false;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        var found = site.Scope.Enums.FirstOrDefault(known => known.SchemaName == syntax.Name);
        type = found?.Type;
        return found is not null;
    }
}
