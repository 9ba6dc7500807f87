using ProtoGen.Schema.Model;

namespace ProtoGen.Tool.Wireshark;

/// <summary>Texts in Lua.</summary>
internal static class DissectorText
{
    /// <summary>The functions that decode bytes, by encoding.</summary>
    public const string Decoders = """
        local decode = {
          utf8 = function(range) return range:string(ENC_UTF_8) end,
          ascii = function(range) return range:string(ENC_ASCII) end,
          latin1 = function(range) return range:string(ENC_ISO_8859_1) end,
          utf16 = function(range) return range:ustring() end,
          utf16le = function(range) return range:le_ustring() end,
          gb18030 = function(range) return range:string(ENC_GB18030 or ENC_ASCII) end,
          big5 = function(range) return range:string(ENC_BIG5 or ENC_ASCII) end,
          shiftjis = function(range) return range:string(ENC_SHIFT_JIS or ENC_ASCII) end,
          euckr = function(range) return range:string(ENC_EUC_KR or ENC_ASCII) end,
          windows1251 = function(range) return range:string(ENC_WINDOWS_1251 or ENC_ISO_8859_5) end,
          windows1252 = function(range) return range:string(ENC_WINDOWS_1252 or ENC_ISO_8859_1) end,
        }

        """;

    /// <summary>The name of the function, and the bytes of the smallest character.</summary>
    public static (string Name, int Unit) Decoder(TextEncoding encoding) => encoding switch
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
