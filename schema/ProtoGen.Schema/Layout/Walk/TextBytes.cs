using System.Text;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Characters to bytes and back, strictly: what an encoding cannot hold is refused, never replaced.</summary>
internal static class TextBytes
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a text, or null where the encoding has none for a character.</summary>
    public static byte[]? Encode(string text, TextEncoding encoding)
    {
        if (encoding != TextEncoding.Utf8)
        {
            var limit = LastCharacter(encoding);
            return text.All(c => c <= limit) ? [.. text.Select(c => (byte)c)] : null;
        }

        try
        {
            return StrictUtf8.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The text of some bytes, or null where they are not of the encoding.</summary>
    public static string? Decode(byte[] bytes, TextEncoding encoding)
    {
        if (encoding != TextEncoding.Utf8)
        {
            var limit = LastCharacter(encoding);
            return bytes.All(b => b <= limit) ? new string([.. bytes.Select(b => (char)b)]) : null;
        }

        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The encoding as a schema writes it.</summary>
    public static string NameOf(TextEncoding encoding) =>
        encoding switch { TextEncoding.Utf8 => "utf-8", TextEncoding.Ascii => "ascii", _ => "latin1" };

    private static int LastCharacter(TextEncoding encoding) => encoding == TextEncoding.Ascii ? 0x7F : 0xFF;
}
