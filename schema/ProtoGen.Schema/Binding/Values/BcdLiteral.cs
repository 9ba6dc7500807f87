using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Values;

/// <summary>Digits as a schema writes them: all of them, zeros in front included.</summary>
internal static class BcdLiteral
{
    public static FieldValue? Read(TextSlice slice, BcdType type, out string problem)
    {
        var text = TextLiteral.Unquote(slice);
        problem = "decimal digits are expected";
        if (text.Any(c => c is < '0' or > '9')) return null;

        problem = $"it has {text.Length} digits, and the field has {type.FixedSize * 2}";
        if (type.FixedSize is { } size && (type.IsFilled ? text.Length > size * 2 : text.Length != size * 2)) return null;

        problem = "two digits make a byte, so their number is even";
        return type.IsFilled || text.Length % 2 == 0 ? new TextValue(text) : null;
    }
}
