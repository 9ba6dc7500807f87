using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Characters to bytes and back, strictly: what an encoding cannot hold is refused, never replaced, and comes back as the same bytes.</summary>
internal static class TextBytes
{
    /// <summary>The bytes of a text, or null where the encoding has none for a character.</summary>
    public static byte[]? Encode(string text, TextEncoding encoding)
    {
        if (LastCharacter(encoding) is { } limit) return text.All(c => c <= limit) ? [.. text.Select(c => (byte)c)] : null;
        return StrictEncodings.Encode(text, encoding) is { } bytes && StrictEncodings.Decode(bytes, encoding) == text ? bytes : null;
    }

    /// <summary>The text of some bytes, or null where they are not of the encoding, or not what it would write.</summary>
    public static string? Decode(byte[] bytes, TextEncoding encoding)
    {
        if (LastCharacter(encoding) is { } limit) return bytes.All(b => b <= limit) ? new string([.. bytes.Select(b => (char)b)]) : null;
        var text = StrictEncodings.Decode(bytes, encoding);
        return text is not null && StrictEncodings.Encode(text, encoding) is { } again && again.SequenceEqual(bytes) ? text : null;
    }

    /// <summary>The bytes of the smallest character: where a terminator may stand.</summary>
    public static int UnitSize(TextEncoding encoding) => encoding is TextEncoding.Utf16BigEndian or TextEncoding.Utf16LittleEndian ? 2 : 1;

    /// <summary>The encoding as a schema writes it.</summary>
    public static string NameOf(TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf8 => "utf-8",
        TextEncoding.Ascii => "ascii",
        TextEncoding.Latin1 => "latin1",
        TextEncoding.Utf16BigEndian => "utf-16be",
        TextEncoding.Utf16LittleEndian => "utf-16le",
        TextEncoding.Gbk => "gbk",
        TextEncoding.Gb18030 => "gb18030",
        TextEncoding.Big5 => "big5",
        TextEncoding.ShiftJis => "shift-jis",
        TextEncoding.EucKr => "euc-kr",
        TextEncoding.Windows1251 => "windows-1251",
        _ => "windows-1252",
    };

    private static int? LastCharacter(TextEncoding encoding) => encoding switch { TextEncoding.Ascii => 0x7F, TextEncoding.Latin1 => 0xFF, _ => null };
}
