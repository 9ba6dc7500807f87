using System.Runtime.CompilerServices;
using System.Text;

namespace ProtoGen.Codec;

/// <summary>Text as ISO 8859-1.</summary>
public static class Latin1Text
{
    /// <summary>The name in errors.</summary>
    public const string EncodingName = "latin1";

    /// <summary>Refuses text that a field of fixed size cannot hold, or whose end would be taken for padding.</summary>
    /// <exception cref="EncodeException">It does not fit, is not latin1, or ends in the padding.</exception>
    public static void CheckFixed(string value, int size, byte pad, string message, string field)
    {
        Measure(value, size, message, field);
        if (value.Length > 0 && value[^1] == pad) throw EncodeException.EndsInPad(message, field, pad);
    }

    /// <summary>The bytes of a text, if the field can hold them.</summary>
    /// <exception cref="EncodeException">There are more than <paramref name="limit"/>, or a character is not latin1.</exception>
    public static int Measure(string value, long limit, string message, string field)
    {
        if (value.AsSpan().ContainsAnyExceptInRange('\0', '\xff')) throw EncodeException.NotEncodable(message, field, EncodingName);
        if (value.Length > limit) throw EncodeException.TooLong(message, field, value.Length, limit);
        return value.Length;
    }

    /// <summary>Writes the text.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(string value, Span<byte> destination) => Encoding.Latin1.GetBytes(value, destination);

    /// <summary>Writes the text and fills the rest of the field.</summary>
    public static void WriteFixed(string value, Span<byte> destination, byte pad) => destination[Write(value, destination)..].Fill(pad);

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
    /// <returns>Whether the bytes are latin1.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out string value)
    {
        value = Encoding.Latin1.GetString(source);
        return true;
    }
}
