using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>The integers of seven bits a byte: <c>varint32</c>, <c>varint32s</c>, <c>zigzag32</c>, and the same of 64 bits.</summary>
internal sealed class VarintTypes : ITypeBinder
{
    private static readonly Dictionary<string, VarintType> Known = new(StringComparer.Ordinal)
    {
        ["varint32"] = new(32, VarintCoding.Unsigned),
        ["varint32s"] = new(32, VarintCoding.TwosComplement),
        ["varint64"] = new(64, VarintCoding.Unsigned),
        ["varint64s"] = new(64, VarintCoding.TwosComplement),
        ["zigzag32"] = new(32, VarintCoding.ZigZag),
        ["zigzag64"] = new(64, VarintCoding.ZigZag),
    };

    public IEnumerable<string> Names(BindingScope scope) => Known.Keys;

    public bool IsSized(string name) => false;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = Parse(syntax.Name);
        return type is not null;
    }

    /// <summary>The type of a name, or null.</summary>
    public static VarintType? Parse(string name) => Known.TryGetValue(name, out var varint) ? varint : null;
}
