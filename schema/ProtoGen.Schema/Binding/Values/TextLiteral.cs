using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Layout.Walk.Constructs;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Values;

/// <summary>Text as a schema writes it; inside the text of a field it may stand in quotes.</summary>
internal static class TextLiteral
{
    public static FieldValue? Read(TextSlice slice, TextType type, out string problem)
    {
        var text = Unquote(slice);
        problem = $"{TextBytes.NameOf(type.Encoding)} has no bytes for one of its characters";
        if (TextBytes.Encode(text, type.Encoding) is not { } bytes) return null;

        // Pad bytes at that end are no part of the text, so such a text would never be read back.
        problem = $"it {(type.PadLeft ? "begins" : "ends")} with the byte that pads the field; write it without";
        if (type.Size is FixedSize && Padding.Trim(bytes, type).Length < bytes.Length) return null;

        problem = "it contains the mark that ends the field";
        if (type.Size is TerminatedSize { Terminator: var mark } && Marks.Find(bytes, [.. mark], 0, TextBytes.UnitSize(type.Encoding)) >= 0) return null;

        problem = $"it takes {bytes.Length} bytes, and the field holds {Capacity(type.Size)}";
        return (ulong)bytes.Length <= Capacity(type.Size) ? new TextValue(text) : null;
    }

    /// <summary>The text without the quotes that a field's own text may put around it.</summary>
    public static string Unquote(TextSlice slice)
    {
        var text = slice.Text;
        var isQuoted = !slice.IsQuoted && text.Length >= 2 && (text[0] is '"' or '\'') && text[text.Length - 1] == text[0];
        return isQuoted ? text.Substring(1, text.Length - 2) : text;
    }

    private static ulong Capacity(SizeRule size) => size switch
    {
        FixedSize known => (ulong)known.Count,
        PrefixedSize prefixed => prefixed.Prefix.Max.Bits,
        _ => int.MaxValue,
    };
}
