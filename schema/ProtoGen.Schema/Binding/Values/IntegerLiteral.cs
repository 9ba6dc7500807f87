using System.Globalization;
using ProtoGen.Schema.Model;
using ProtoGen.Schema.Syntax;
using ProtoGen.Schema.Text;

namespace ProtoGen.Schema.Binding.Values;

/// <summary>Integers as a schema writes them: <c>12</c>, <c>-1</c>, <c>0x7878</c>, and <c>'Q'</c> for a character.</summary>
internal static class IntegerLiteral
{
    /// <summary>Reads a number of a type; null, and the reason, where the text is none or does not fit.</summary>
    public static WireInteger? Read(TextSlice text, IntegerType type, out string problem)
    {
        problem = $"{(type.Signed ? "an" : "a")} {type.Name} holds {type.Min} to {type.Max}";
        if (Parse(text.Text, text.IsQuoted, type, out var isNumber) is { } value && type.Holds(value)) return value;
        if (!isNumber) problem = "a whole number is expected, such as 12, -1, 0x0C or a character in quotes";
        return null;
    }

    private static WireInteger? Parse(string text, bool isQuoted, IntegerType type, out bool isNumber)
    {
        isNumber = true;
        if (CharacterOf(text, isQuoted) is { } character) return new WireInteger((ulong)character);
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) return ParseHex(text.Substring(2), type, out isNumber);

        var digits = text.StartsWith("-", StringComparison.Ordinal) ? text.Substring(1) : text;
        isNumber = digits.Length > 0 && digits.All(c => c is >= '0' and <= '9');
        if (!isNumber) return null;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var natural)) return new(natural);
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var negative)) return new(negative);
        return null;
    }

    private static char? CharacterOf(string text, bool isQuoted)
    {
        var isInnerQuote = !isQuoted && text.Length == 3 && (text[0] is '\'' or '"') && text[2] == text[0];
        char? character = isInnerQuote ? text[1] : isQuoted && text.Length == 1 ? text[0] : null;
        return character is <= '\x7F' ? character : null;
    }

    /// <summary>Hexadecimal digits are the bits on the wire: 0xFF of an i8 is -1.</summary>
    private static WireInteger? ParseHex(string digits, IntegerType type, out bool isNumber)
    {
        isNumber = digits.Length > 0 && digits.All(c => HexText.Digit(c) >= 0);
        if (!isNumber || !ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)) return null;
        if (!type.Signed || (type.Size < 8 && bits >> (type.Size * 8) != 0)) return new(bits);
        var unused = 64 - (type.Size * 8);
        return new((long)(bits << unused) >> unused);
    }
}
