using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;

namespace ProtoGen.Schema.Binding.Values;

/// <summary>A character as a schema writes it: itself, or in quotes inside the text of a field.</summary>
internal static class CharLiteral
{
    public static FieldValue? Read(TextSlice slice, out string problem)
    {
        problem = "one character is expected, of the first 256 of Unicode";
        var text = TextLiteral.Unquote(slice);
        return text is [<= '\u00ff'] ? new TextValue(text) : null;
    }
}
