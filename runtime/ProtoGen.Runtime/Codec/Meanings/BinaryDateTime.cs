namespace ProtoGen.Codec;

/// <summary>
/// Dates with a time as six numbers of one byte: year since 2000 (0 to 99), month, day, hour, minute, second.
/// The wire names no time zone, so the kind is unspecified; fractions of a second are cut off.
/// </summary>
public static class BinaryDateTime
{
    /// <summary>Reads a date.</summary>
    /// <param name="source">Six bytes.</param>
    /// <param name="value">The date, or default.</param>
    /// <returns>Whether the numbers are a date.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out DateTime value)
    {
        value = default;
        return source[0] <= 99 &&
            DateParts.TryMake(DateParts.Century + source[0], source[1], source[2], source[3], source[4], source[5], out value);
    }

    /// <summary>Refuses a date whose year the field cannot hold.</summary>
    /// <exception cref="EncodeException">The year is not one of 2000 to 2099.</exception>
    public static void Check(DateTime value, string message, string field) => DateParts.CheckCentury(value, message, field);

    /// <summary>Writes a date that <see cref="Check"/> accepted into six bytes.</summary>
    public static void Write(DateTime value, Span<byte> destination)
    {
        destination[5] = (byte)value.Second;
        destination[4] = (byte)value.Minute;
        destination[3] = (byte)value.Hour;
        destination[2] = (byte)value.Day;
        destination[1] = (byte)value.Month;
        destination[0] = (byte)(value.Year - DateParts.Century);
    }
}
