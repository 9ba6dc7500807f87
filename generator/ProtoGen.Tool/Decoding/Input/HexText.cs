using System.Globalization;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Decoding.Input;

/// <summary>Bytes as people paste them: pairs of hexadecimal digits with spaces, line breaks, colons, dashes, commas or 0x between them.</summary>
internal static class HexText
{
    private const string Between = ":-,;_|[]{}()\"'";

    /// <summary>The bytes; null where the text is not of such digits, with the reason.</summary>
    public static byte[]? Read(string text, out string problem)
    {
        var digits = new List<char>(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (char.IsWhiteSpace(character) || Between.Contains(character)) continue;
            var isMark = index + 1 < text.Length && ((character == '0' && text[index + 1] is 'x' or 'X') || (character == '\\' && text[index + 1] is 'x' or 'X')) && digits.Count % 2 == 0;
            if (isMark)
            {
                index++;
                continue;
            }

            if (!char.IsAsciiHexDigit(character))
            {
                problem = $"'{character}', character {index + 1}, is no hexadecimal digit";
                return null;
            }

            digits.Add(character);
        }

        problem = $"there are {digits.Count} hexadecimal digits, and two make a byte";
        return digits.Count % 2 == 0 ? Convert.FromHexString(string.Concat(digits)) : null;
    }

    /// <summary>The bytes.</summary>
    /// <exception cref="UsageException">The text is not of such digits.</exception>
    public static byte[] Require(string text) => Read(text, out var problem)
        ?? throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"The input is neither a file nor hexadecimal digits: {problem}."));
}
