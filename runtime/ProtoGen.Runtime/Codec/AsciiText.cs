using System.Runtime.CompilerServices;

namespace ProtoGen.Codec;

/// <summary>Text as seven-bit ASCII.</summary>
public static class AsciiText
{
    /// <summary>The name in errors.</summary>
    public const string EncodingName = "ascii";

    /// <summary>Refuses text that a field of fixed size cannot hold, or whose end would be taken for padding.</summary>
    /// <exception cref="EncodeException">It does not fit, is not ascii, or ends in the padding.</exception>
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
    /// <exception cref="EncodeException">There are more than <paramref name="limit"/>, or a character is not ascii.</exception>
    public static int Measure(string value, long limit, string message, string field)
    {
        if (!AsciiBytes.IsAscii(value)) throw EncodeException.NotEncodable(message, field, EncodingName);
        if (value.Length > limit) throw EncodeException.TooLong(message, field, value.Length, limit);
        return value.Length;
    }

    /// <summary>Writes the text.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(string value, Span<byte> destination)
    {
        // It was found to be ASCII when it was measured.
        AsciiBytes.TryNarrow(value, destination);
        return value.Length;
    }

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
    /// <returns>Whether the bytes are ascii.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out string value)
    {
        var text = AsciiStrings.Read(source);
        value = text ?? "";
        return text is not null;
    }
}
