using ProtoGen.Schema.Model;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding.Values;

/// <summary>Bytes as a schema writes them: pairs of hexadecimal digits.</summary>
internal static class BytesLiteral
{
    public static FieldValue? Read(string text, BytesType type, out string problem)
    {
        problem = "bytes are written as pairs of hexadecimal digits";
        var digits = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.Substring(2) : text;
        if (!HexText.TryRead(digits, out var bytes, out _)) return null;

        problem = $"it is {bytes.Length} bytes long, and the field has {type.FixedSize}";
        return type.FixedSize is { } size && size != bytes.Length ? null : new BytesValue(bytes.ToEquatableArray());
    }
}
