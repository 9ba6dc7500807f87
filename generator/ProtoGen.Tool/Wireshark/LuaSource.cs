using System.Globalization;
using System.Text;

namespace ProtoGen.Tool.Wireshark;

/// <summary>Lua text, line by line.</summary>
internal sealed class LuaSource
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line(string text = "") => _text.Append(text.Length == 0 ? "" : new string(' ', 2 * _depth)).Append(text).Append('\n');

    /// <summary>Begins a block.</summary>
    public void Open(string text)
    {
        Line(text);
        _depth++;
    }

    /// <summary>Ends a block.</summary>
    public void Close(string text = "end")
    {
        _depth--;
        Line(text);
    }

    /// <summary>Ends a block and begins the next.</summary>
    public void Else(string text)
    {
        Close(text);
        _depth++;
    }

    public void Raw(string text) => _text.Append(text);

    public override string ToString() => _text.ToString();

    /// <summary>A text in quotes.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (value is >= 0x20 and < 0x7f and not (byte)'"' and not (byte)'\\') quoted.Append((char)value);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\{value:000}");
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A number.</summary>
    public static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Bool(bool value) => value ? "true" : "false";
}
