using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace ProtoGen.Codec;

/// <summary>Text as UTF-8.</summary>
public static class Utf8Text
{
    /// <summary>The name in errors.</summary>
    public const string EncodingName = "utf-8";

    /// <summary>Refuses text that a field of fixed size cannot hold, or whose end would be taken for padding.</summary>
    /// <exception cref="EncodeException">It does not fit, is not utf-8, or ends in the padding.</exception>
    public static void CheckFixed(string value, int size, byte pad, string message, string field)
    {
        // Nothing but a jump follows, so that no register is saved for what hardly ever happens.
        if (!AsciiBytes.Fits(value, size, pad)) CheckPadded(value, size, pad, message, field);
    }

    private static void CheckPadded(string value, int size, byte pad, string message, string field)
    {
        Measure(value, size, message, field);
        if (value.Length > 0 && value[^1] == pad) throw EncodeException.EndsInPad(message, field, pad);
    }

    /// <summary>The bytes of a text, if the field can hold them.</summary>
    /// <exception cref="EncodeException">There are more than <paramref name="limit"/>, or a character is not utf-8.</exception>
    public static int Measure(string value, long limit, string message, string field)
    {
        var size = AsciiBytes.IsAscii(value) ? value.Length : Count(value, message, field);
        if (size > limit) throw EncodeException.TooLong(message, field, size, limit);
        return size;
    }

    /// <summary>Writes the text.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(string value, Span<byte> destination) =>
        value.Length <= destination.Length && AsciiBytes.TryNarrow(value, destination) ? value.Length : Encoding.UTF8.GetBytes(value, destination);

    /// <summary>Writes the text and fills the rest of the field.</summary>
    public static void WriteFixed(string value, Span<byte> destination, byte pad)
    {
        if (!AsciiBytes.TryFill(value, destination)) WritePadded(value, destination, pad);
    }

    private static void WritePadded(string value, Span<byte> destination, byte pad)
    {
        var size = Write(value, destination);
        if (size < destination.Length) destination[size..].Fill(pad);
    }

    /// <summary>Writes the number of bytes, then the text.</summary>
    /// <returns>The bytes written, the prefix included.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WritePrefixed(string value, Span<byte> destination, int prefixSize, bool bigEndian)
    {
        var size = Write(value, destination[prefixSize..]);
        LengthPrefix.Write(destination, prefixSize, bigEndian, size);
        return prefixSize + size;
    }

    /// <summary>Reads text.</summary>
    /// <returns>Whether the bytes are utf-8.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out string value)
    {
        if (AsciiStrings.Read(source) is not { } text) return TryReadOther(source, out value);
        value = text;
        return true;
    }

    // Invalid UTF-8 must not become U+FFFD.
    private static bool TryReadOther(ReadOnlySpan<byte> source, out string value)
    {
        var valid = Utf8.IsValid(source);
        value = valid ? Encoding.UTF8.GetString(source) : "";
        return valid;
    }

    private static int Count(string value, string message, string field)
    {
        try
        {
            return Strict.GetByteCount(value);
        }
        catch (EncoderFallbackException)
        {
            // A lone surrogate: UTF-8 has no bytes for it, and a replacement would change the value.
            throw EncodeException.NotEncodable(message, field, EncodingName);
        }
    }

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
