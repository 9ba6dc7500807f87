using System.Globalization;
using System.Text;

namespace ProtoGen.Generator.Emit;

/// <summary>C# literals.</summary>
internal static class Literals
{
    /// <summary>A number's decimal digits.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A string literal; everything beyond printable ASCII is escaped, so that the file reads the same everywhere.</summary>
    public static string String(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\') literal.Append('\\').Append(character);
            else if (character is >= ' ' and <= '~') literal.Append(character);
            else literal.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
        }

        return literal.Append('"').ToString();
    }
}
