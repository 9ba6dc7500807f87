using System.Globalization;

namespace ProtoGen.Codec;

/// <summary>Whole numbers as ASCII digits, from 0 to 18,446,744,073,709,551,615.</summary>
public static class DecimalText
{
    /// <summary>Reads the digits of a field of fixed size, padded on the left.</summary>
    /// <param name="source">The field.</param>
    /// <param name="pad">What stands before the digits: mostly '0' or a space.</param>
    /// <param name="value">The number, or 0.</param>
    /// <returns>Whether the field holds what <see cref="WriteFixed(ulong, Span{byte}, byte)"/> writes, and so comes back as the same bytes.</returns>
    public static bool TryReadFixed(ReadOnlySpan<byte> source, byte pad, out ulong value)
    {
        var digits = source.TrimStart(pad);
        if (digits.IsEmpty && pad == '0' && !source.IsEmpty) digits = source[^1..];
        return TryRead(digits, out value);
    }

    /// <summary>Reads the digits of a field of varying size.</summary>
    /// <returns>Whether the bytes are digits without needless zeros, and the number is not too large.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out ulong value)
    {
        value = 0;
        if (source.IsEmpty || (source[0] == '0' && source.Length > 1)) return false;
        foreach (var character in source)
        {
            var digit = (uint)(character - '0');
            if (digit > 9 || value > (ulong.MaxValue - digit) / 10)
            {
                value = 0;
                return false;
            }

            value = (value * 10) + digit;
        }

        return true;
    }

    /// <summary>The digits of a number, if the field can hold them.</summary>
    /// <exception cref="EncodeException">There are more than <paramref name="limit"/>.</exception>
    public static int Measure(ulong value, long limit, string message, string field)
    {
        var size = 1;
        for (var rest = value; rest >= 10; rest /= 10) size++;
        if (size > limit) throw EncodeException.TooLong(message, field, size, limit);
        return size;
    }

    /// <summary>Writes the digits.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(ulong value, Span<byte> destination)
    {
        value.TryFormat(destination, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>Writes the digits at the end of a field and what pads it before them.</summary>
    public static void WriteFixed(ulong value, Span<byte> destination, byte pad)
    {
        var index = destination.Length;
        do destination[--index] = (byte)('0' + (value % 10));
        while ((value /= 10) != 0);
        destination[..index].Fill(pad);
    }

    /// <summary>Refuses a number with more digits than the field has room for, or of which a part would be taken for padding.</summary>
    /// <exception cref="EncodeException">It has, or would.</exception>
    public static void CheckFixed(ulong value, int size, byte pad, bool left, string message, string field)
    {
        Measure(value, size, message, field);
        if (!left && pad is >= (byte)'0' and <= (byte)'9' && value % 10 == (ulong)(pad - '0') && value != 0) throw EncodeException.EndsInPad(message, field, pad);
    }

    /// <summary>Cuts the padding off, and leaves one digit where zeros pad a zero.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> source, byte pad, bool left)
    {
        var digits = left ? source.TrimStart(pad) : source.TrimEnd(pad);
        return digits.IsEmpty && pad == '0' && !source.IsEmpty ? source[..1] : digits;
    }

    /// <summary>Writes the digits at one end of a field and what pads it at the other.</summary>
    public static void WriteFixed(ulong value, Span<byte> destination, byte pad, bool left)
    {
        if (left) WriteFixed(value, destination, pad);
        else destination[Write(value, destination)..].Fill(pad);
    }

    /// <summary>Writes the number of digits, then the digits.</summary>
    /// <returns>The bytes written, the prefix included.</returns>
    public static int WritePrefixed(ulong value, Span<byte> destination, int prefixSize, bool bigEndian)
    {
        var size = Write(value, destination[prefixSize..]);
        LengthPrefix.Write(destination, prefixSize, bigEndian, size);
        return prefixSize + size;
    }
}
