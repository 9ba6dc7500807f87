using System.Globalization;

namespace ProtoGen.Codec;

/// <summary>Integers of any whole number of bytes, for the widths that the platform's own primitives do not have.</summary>
public static class PackedInteger
{
    /// <summary>Reads an unsigned integer, most significant byte first.</summary>
    public static ulong ReadUnsignedBigEndian(ReadOnlySpan<byte> source)
    {
        var value = 0UL;
        foreach (var part in source) value = (value << 8) | part;
        return value;
    }

    /// <summary>Reads an unsigned integer, least significant byte first.</summary>
    public static ulong ReadUnsignedLittleEndian(ReadOnlySpan<byte> source)
    {
        var value = 0UL;
        for (var index = source.Length - 1; index >= 0; index--) value = (value << 8) | source[index];
        return value;
    }

    /// <summary>Reads a two's complement integer, most significant byte first.</summary>
    public static long ReadSignedBigEndian(ReadOnlySpan<byte> source) => Extend(ReadUnsignedBigEndian(source), source.Length);

    /// <summary>Reads a two's complement integer, least significant byte first.</summary>
    public static long ReadSignedLittleEndian(ReadOnlySpan<byte> source) => Extend(ReadUnsignedLittleEndian(source), source.Length);

    /// <summary>Writes the low bytes of a value, most significant first.</summary>
    public static void WriteBigEndian(Span<byte> destination, long value)
    {
        for (var index = destination.Length - 1; index >= 0; index--, value >>= 8) destination[index] = (byte)value;
    }

    /// <summary>Writes the low bytes of a value, least significant first.</summary>
    public static void WriteLittleEndian(Span<byte> destination, long value)
    {
        for (var index = 0; index < destination.Length; index++, value >>= 8) destination[index] = (byte)value;
    }

    /// <summary>Refuses a value that its field is too narrow for.</summary>
    /// <exception cref="EncodeException">It is out of range.</exception>
    public static void Check(long value, long min, long max, string message, string field)
    {
        if (value < min || value > max)
            throw EncodeException.OutOfRange(message, field, Text(value), Text(min), Text(max));
    }

    /// <summary>Refuses a value that its field is too narrow for.</summary>
    /// <exception cref="EncodeException">It is out of range.</exception>
    public static void Check(ulong value, ulong max, string message, string field)
    {
        if (value > max) throw EncodeException.OutOfRange(message, field, Text(value), "0", Text(max));
    }

    private static string Text<T>(T value) where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static long Extend(ulong value, int size)
    {
        var unused = 64 - (size * 8);
        return (long)(value << unused) >> unused;
    }
}
