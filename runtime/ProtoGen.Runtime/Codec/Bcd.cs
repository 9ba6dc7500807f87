using System.Runtime.CompilerServices;

namespace ProtoGen.Codec;

/// <summary>
/// Decimal digits, two a byte, the first in the high half; in C# text of the characters 0 to 9. A plain field always reads as all its
/// digits, leading zeros included, and therefore takes exactly as many: a shorter value would come back longer. A filled field takes
/// fewer digits as well; the halves behind them hold 0xF.
/// </summary>
public static class Bcd
{
    /// <summary>The name in errors.</summary>
    public const string EncodingName = "bcd";

    private const int Filler = 0xF;

    /// <summary>Refuses what a field of fixed size cannot hold.</summary>
    /// <param name="value">The digits.</param>
    /// <param name="size">The field's bytes.</param>
    /// <param name="filled">Whether 0xF may stand behind the digits.</param>
    /// <param name="message">The message's name.</param>
    /// <param name="field">The field's name.</param>
    /// <exception cref="EncodeException">It holds something else than digits, too many, or, in a plain field, too few.</exception>
    public static void CheckFixed(string value, int size, bool filled, string message, string field)
    {
        CheckDigits(value, message, field);
        if (filled && value.Length > 2 * size) throw EncodeException.TooLong(message, field, GetSize(value), size);
        if (!filled && value.Length != 2 * size) throw EncodeException.WrongDigitCount(message, field, value.Length, 2 * size);
    }

    /// <summary>The bytes of a value, if the field can hold them.</summary>
    /// <inheritdoc cref="CheckFixed"/>
    /// <param name="value">The digits.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="filled">Whether 0xF may stand behind an odd number of digits.</param>
    /// <param name="message">The message's name.</param>
    /// <param name="field">The field's name.</param>
    /// <exception cref="EncodeException">It holds something else than digits, too many, or, in a plain field, an odd number.</exception>
    public static int Measure(string value, long limit, bool filled, string message, string field)
    {
        CheckDigits(value, message, field);
        if (!filled && value.Length % 2 != 0) throw EncodeException.OddDigitCount(message, field, value.Length);
        if (GetSize(value) > limit) throw EncodeException.TooLong(message, field, GetSize(value), limit);
        return GetSize(value);
    }

    /// <summary>The bytes of digits with their terminator, if the field can hold them.</summary>
    /// <exception cref="EncodeException">There are too many, or the terminator would be found before the end of the digits.</exception>
    public static int MeasureTerminated(string value, ReadOnlySpan<byte> terminator, long limit, string message, string field)
    {
        var bytes = new byte[Measure(value, limit, filled: false, message, field)];
        Write(value, bytes);
        return TerminatedBytes.Measure(bytes, terminator, limit, message, field);
    }

    /// <summary>Writes digits, and 0xF behind an odd number.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(string value, Span<byte> destination)
    {
        var size = GetSize(value);
        for (var index = 0; index < size; index++)
        {
            var low = (2 * index) + 1 < value.Length ? value[(2 * index) + 1] - '0' : Filler;
            destination[index] = (byte)(((value[2 * index] - '0') << 4) | low);
        }

        return size;
    }

    /// <summary>Writes digits and fills the rest of the field with 0xF.</summary>
    public static void WriteFixed(string value, Span<byte> destination) => destination[Write(value, destination)..].Fill(0xFF);

    /// <summary>Writes the number of bytes, then the digits.</summary>
    /// <returns>The bytes written, the prefix included.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WritePrefixed(string value, Span<byte> destination, int prefixSize, bool bigEndian)
    {
        var size = Write(value, destination[prefixSize..]);
        LengthPrefix.Write(destination, prefixSize, bigEndian, size);
        return prefixSize + size;
    }

    /// <summary>Reads digits.</summary>
    /// <param name="source">The field.</param>
    /// <param name="filled">Whether 0xF may stand behind the digits.</param>
    /// <param name="value">The digits without what fills the field, or nothing.</param>
    /// <returns>Whether the bytes are digits.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, bool filled, out string value)
    {
        if (CountDigits(source, filled) is var count && count >= 0)
        {
            value = string.Create(count, source, static (digits, bytes) =>
            {
                for (var index = 0; index < digits.Length; index++) digits[index] = (char)('0' + Half(bytes, index));
            });
            return true;
        }

        value = "";
        return false;
    }

    /// <summary>Reads digits as a number of at most 8 of them.</summary>
    /// <returns>Whether the bytes are digits.</returns>
    internal static bool TryReadNumber(ReadOnlySpan<byte> source, out int value)
    {
        value = 0;
        if (CountDigits(source, filled: false) < 0) return false;
        foreach (var pair in source) value = (value * 100) + ((pair >> 4) * 10) + (pair & 0xF);
        return true;
    }

    private static int CountDigits(ReadOnlySpan<byte> source, bool filled)
    {
        var count = 2 * source.Length;
        if (filled) while (count > 0 && Half(source, count - 1) == Filler) count--;
        for (var index = 0; index < count; index++) if (Half(source, index) > 9) return -1;
        return count;
    }

    private static int Half(ReadOnlySpan<byte> source, int index) => index % 2 == 0 ? source[index / 2] >> 4 : source[index / 2] & 0xF;

    private static int GetSize(string value) => (value.Length + 1) / 2;

    private static void CheckDigits(string value, string message, string field)
    {
        if (value.AsSpan().ContainsAnyExceptInRange('0', '9')) throw EncodeException.NotEncodable(message, field, EncodingName);
    }
}
