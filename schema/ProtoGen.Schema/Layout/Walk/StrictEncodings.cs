using System.Reflection;
using System.Text;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>The platform's encodings, set to refuse what they do not know.</summary>
internal static class StrictEncodings
{
    private static readonly Dictionary<TextEncoding, Lazy<Encoding>> Encodings = new()
    {
        [TextEncoding.Utf8] = new(() => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)),
        [TextEncoding.Utf16BigEndian] = new(() => new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true)),
        [TextEncoding.Utf16LittleEndian] = new(() => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true)),
        [TextEncoding.Gbk] = new(() => CodePage(936)),
        [TextEncoding.Gb18030] = new(() => CodePage(54936)),
        [TextEncoding.Big5] = new(() => CodePage(950)),
        [TextEncoding.ShiftJis] = new(() => CodePage(932)),
        [TextEncoding.EucKr] = new(() => CodePage(949)),
        [TextEncoding.Windows1251] = new(() => CodePage(1251)),
        [TextEncoding.Windows1252] = new(() => CodePage(1252)),
    };

    public static byte[]? Encode(string text, TextEncoding encoding)
    {
        try
        {
            return Encodings[encoding].Value.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    public static string? Decode(byte[] bytes, TextEncoding encoding)
    {
        try
        {
            return Encodings[encoding].Value.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>
    /// .NET Framework knows code pages, .NET has them in an assembly of its own that nothing here refers to: a compiler may run on
    /// either. Both are asked by reflection, so that nothing is registered for the whole process.
    /// </summary>
    private static Encoding CodePage(int page)
    {
        var provider = Type.GetType("System.Text.CodePagesEncodingProvider, System.Text.Encoding.CodePages")
            ?.GetProperty("Instance", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as EncodingProvider;
        return provider?.GetEncoding(page, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            ?? Encoding.GetEncoding(page, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
