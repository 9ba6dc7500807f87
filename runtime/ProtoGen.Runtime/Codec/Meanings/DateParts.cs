using System.Globalization;

namespace ProtoGen.Codec;

/// <summary>What dates on the wire have in common, however their numbers are spelled.</summary>
internal static class DateParts
{
    /// <summary>The year that two digits count from.</summary>
    public const int Century = 2000;

    /// <summary>Makes a date without throwing at what is none.</summary>
    public static bool TryMake(int year, int month, int day, int hour, int minute, int second, out DateTime value)
    {
        var known = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            && hour < 24 && minute < 60 && second < 60;
        value = known ? new(year, month, day, hour, minute, second) : default;
        return known;
    }

    /// <summary>Refuses a year that two digits cannot tell.</summary>
    public static void CheckCentury(DateTime value, string message, string field)
    {
        if (value.Year is < Century or > Century + 99)
            throw EncodeException.OutOfRange(message, field, value.ToString("s", CultureInfo.InvariantCulture), "2000-01-01", "2099-12-31");
    }
}
