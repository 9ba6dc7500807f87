using ProtoGen.Schema.Model;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding.Values;

/// <summary>Bytes as a schema writes them: pairs of hexadecimal digits.</summary>
internal static class BytesLiteral
{
    public static FieldValue? Read(string text, BytesType type, out string problem)
    {
        problem = "bytes are written as pairs of hexadecimal digits";
        if (!HexText.TryRead(text, out var bytes, out _)) return null;

        problem = $"it is {bytes.Length} bytes long, and the field has {type.FixedSize}";
        return type.FixedSize is { } size && size != bytes.Length ? null : new BytesValue(bytes.ToEquatableArray());
    }
}
