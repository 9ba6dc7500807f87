using System.Globalization;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>
/// <c>u8</c> to <c>u64</c> and <c>i8</c> to <c>i64</c> in whole bytes, with <c>le</c> or <c>be</c> where the order differs from the schema's.
/// </summary>
internal sealed class IntegerTypes : ITypeBinder
{
    public IEnumerable<string> Names(BindingScope scope) =>
        Enumerable.Range(1, 8).SelectMany(size => new[] { $"u{size * 8}", $"i{size * 8}" });

    public bool IsSized(string name) => false;

    public bool TryBind(TypeSyntax syntax, TypeSite site, out FieldType? type)
    {
        type = Parse(syntax.Name, site.Scope.Order);
        return type is not null;
    }

    /// <summary>The integer type of a name, or null.</summary>
    public static IntegerType? Parse(string name, ByteOrder order)
    {
        (name, order) = OrderSuffix.Split(name, order);
        var isSigned = name.StartsWith("i", StringComparison.Ordinal);
        if (!isSigned && !name.StartsWith("u", StringComparison.Ordinal)) return null;

        var size = Enumerable.Range(1, 8).FirstOrDefault(bytes => name.Substring(1) == (bytes * 8).ToString(CultureInfo.InvariantCulture));
        return size > 0 ? new(size, isSigned, order) : null;
    }
}
