using System.Globalization;

namespace ProtoGen.Codec;

/// <summary>
/// Instants as seconds or milliseconds since 1970-01-01T00:00:00Z, from year 1 to 9999. What is smaller than the unit is cut off,
/// towards the past; the offset from UTC is not part of an instant and reads as zero.
/// </summary>
public static class UnixTime
{
    private const long MinSeconds = -62_135_596_800;
    private const long MaxSeconds = 253_402_300_799;

    /// <summary>Reads seconds.</summary>
    /// <returns>Whether there is such an instant.</returns>
    public static bool TryReadSeconds(long raw, out DateTimeOffset value)
    {
        var known = raw is >= MinSeconds and <= MaxSeconds;
        value = known ? DateTimeOffset.FromUnixTimeSeconds(raw) : default;
        return known;
    }

    /// <summary>Reads seconds.</summary>
    /// <returns>Whether there is such an instant.</returns>
    public static bool TryReadSeconds(ulong raw, out DateTimeOffset value) => TryReadSeconds((long)Math.Min(raw, long.MaxValue), out value);

    /// <summary>Reads milliseconds.</summary>
    /// <returns>Whether there is such an instant.</returns>
    public static bool TryReadMilliseconds(long raw, out DateTimeOffset value)
    {
        var known = raw is >= MinSeconds * 1000 and <= (MaxSeconds * 1000) + 999;
        value = known ? DateTimeOffset.FromUnixTimeMilliseconds(raw) : default;
        return known;
    }

    /// <summary>Reads milliseconds.</summary>
    /// <returns>Whether there is such an instant.</returns>
    public static bool TryReadMilliseconds(ulong raw, out DateTimeOffset value) => TryReadMilliseconds((long)Math.Min(raw, long.MaxValue), out value);

    /// <summary>The seconds of an instant, if the field can hold them.</summary>
    /// <exception cref="EncodeException">They are not between <paramref name="min"/> and <paramref name="max"/>.</exception>
    public static long ToSeconds(DateTimeOffset value, long min, long max, string message, string field)
    {
        var seconds = value.ToUnixTimeSeconds();
        if (seconds >= min && seconds <= max) return seconds;
        throw EncodeException.OutOfRange(message, field, Text(value), OfSeconds(min), OfSeconds(max));
    }

    /// <summary>The milliseconds of an instant, if the field can hold them.</summary>
    /// <exception cref="EncodeException">They are not between <paramref name="min"/> and <paramref name="max"/>.</exception>
    public static long ToMilliseconds(DateTimeOffset value, long min, long max, string message, string field)
    {
        var milliseconds = value.ToUnixTimeMilliseconds();
        if (milliseconds >= min && milliseconds <= max) return milliseconds;
        throw EncodeException.OutOfRange(message, field, Text(value), OfSeconds(min / 1000), OfSeconds(max / 1000));
    }

    private static string OfSeconds(long seconds) => Text(DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, MinSeconds, MaxSeconds)));

    private static string Text(DateTimeOffset value) => value.ToString("u", CultureInfo.InvariantCulture);
}
