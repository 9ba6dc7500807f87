namespace ProtoGen.Codec;

/// <summary>
/// Dates with a time in two decimal digits a byte: <c>yyMMddHHmmss</c> in six bytes, for 2000 to 2099, or <c>yyyyMMddHHmmss</c> in seven.
/// The wire names no time zone, so the kind is unspecified; fractions of a second are cut off.
/// </summary>
public static class BcdDateTime
{
    /// <summary>Reads a date.</summary>
    /// <param name="source">Six or seven bytes.</param>
    /// <param name="value">The date, or default.</param>
    /// <returns>Whether the bytes are digits, and the digits a date.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out DateTime value)
    {
        value = default;
        var yearSize = source.Length - 5;
        if (!Bcd.TryReadNumber(source[..yearSize], out var year) || !Bcd.TryReadNumber(source.Slice(yearSize, 1), out var month) ||
            !Bcd.TryReadNumber(source.Slice(yearSize + 1, 1), out var day) || !Bcd.TryReadNumber(source.Slice(yearSize + 2, 1), out var hour) ||
            !Bcd.TryReadNumber(source.Slice(yearSize + 3, 1), out var minute) || !Bcd.TryReadNumber(source.Slice(yearSize + 4, 1), out var second))
        {
            return false;
        }

        return DateParts.TryMake(yearSize == 1 ? DateParts.Century + year : year, month, day, hour, minute, second, out value);
    }

    /// <summary>Refuses a date whose year the field cannot hold.</summary>
    /// <exception cref="EncodeException">The field has six bytes and the year is not one of 2000 to 2099.</exception>
    public static void Check(DateTime value, int size, string message, string field)
    {
        if (size == 6) DateParts.CheckCentury(value, message, field);
    }

    /// <summary>Writes a date that <see cref="Check"/> accepted into six or seven bytes.</summary>
    public static void Write(DateTime value, Span<byte> destination)
    {
        var yearSize = destination.Length - 5;
        if (yearSize == 2) destination[0] = Digits(value.Year / 100);
        var rest = destination[(yearSize - 1)..];
        rest[5] = Digits(value.Second);
        rest[4] = Digits(value.Minute);
        rest[3] = Digits(value.Hour);
        rest[2] = Digits(value.Day);
        rest[1] = Digits(value.Month);
        rest[0] = Digits(value.Year % 100);
    }

    private static byte Digits(int value) => (byte)((value / 10 << 4) | (value % 10));
}
