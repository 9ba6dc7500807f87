using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wireshark;

/// <summary>Texts in Lua.</summary>
internal static class DissectorText
{
    /// <summary>What the reading functions call an encoding, and the bytes of the smallest character.</summary>
    public static (string Name, int Unit) Encoding(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => ("utf8", 1),
        TextEncoding.Ascii => ("ascii", 1),
        TextEncoding.Latin1 => ("latin1", 1),
        TextEncoding.Utf16BigEndian => ("utf16", 2),
        TextEncoding.Utf16LittleEndian => ("utf16le", 2),
        TextEncoding.Gbk or TextEncoding.Gb18030 => ("gb18030", 1),
        TextEncoding.Big5 => ("big5", 1),
        TextEncoding.ShiftJis => ("shiftjis", 1),
        TextEncoding.EucKr => ("euckr", 1),
        TextEncoding.Windows1251 => ("windows1251", 1),
        _ => ("windows1252", 1),
    };

    /// <summary>The character that fills a field, in hexadecimal digits.</summary>
    public static string Pad(TextType text) => text.Encoding switch
    {
        TextEncoding.Utf16BigEndian => $"00{text.Pad:X2}",
        TextEncoding.Utf16LittleEndian => $"{text.Pad:X2}00",
        _ => $"{text.Pad:X2}",
    };
}
