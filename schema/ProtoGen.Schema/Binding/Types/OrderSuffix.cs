using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Binding.Types;

/// <summary>The ending <c>le</c> or <c>be</c> of a number's type.</summary>
internal static class OrderSuffix
{
    public static (string Name, ByteOrder Order) Split(string name, ByteOrder order)
    {
        var bare = name.Length > 2 ? name.Substring(0, name.Length - 2) : "";
        return bare.Length == 0 || !char.IsDigit(bare[bare.Length - 1]) ? (name, order)
            : name.EndsWith("le", StringComparison.Ordinal) ? (bare, ByteOrder.Little)
            : name.EndsWith("be", StringComparison.Ordinal) ? (bare, ByteOrder.Big)
            : (name, order);
    }
}
