using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary><c>f16</c>, <c>f32</c> and <c>f64</c>, with <c>le</c> or <c>be</c> where the order differs from the schema's.</summary>
internal sealed class FloatTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) => ["f16", "f32", "f64"];

    public bool IsSized(string name) => false;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        var (name, order) = OrderSuffix.Split(syntax.Name, site.Scope.Order);
        type = name switch { "f16" => new FloatType(2, order), "f32" => new FloatType(4, order), "f64" => new FloatType(8, order), _ => null };
        return type is not null;
    }
}
