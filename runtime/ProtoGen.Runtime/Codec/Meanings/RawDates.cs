namespace ProtoGen.Codec;

/// <summary>Dates as records and views offer them: null where what is on the wire is none.</summary>
public static class RawDates
{
    /// <summary>An instant of seconds since 1970.</summary>
    public static DateTimeOffset? OfSeconds(long raw) => UnixTime.TryReadSeconds(raw, out var value) ? value : null;

    /// <summary>An instant of seconds since 1970.</summary>
    public static DateTimeOffset? OfSeconds(ulong raw) => UnixTime.TryReadSeconds(raw, out var value) ? value : null;

    /// <summary>An instant of milliseconds since 1970.</summary>
    public static DateTimeOffset? OfMilliseconds(long raw) => UnixTime.TryReadMilliseconds(raw, out var value) ? value : null;

    /// <summary>An instant of milliseconds since 1970.</summary>
    public static DateTimeOffset? OfMilliseconds(ulong raw) => UnixTime.TryReadMilliseconds(raw, out var value) ? value : null;

    /// <summary>A date of twelve or fourteen digits.</summary>
    public static DateTime? OfBcd(string digits)
    {
        if (digits.Length is not (12 or 14) || digits.AsSpan().ContainsAnyExceptInRange('0', '9')) return null;
        Span<byte> bytes = stackalloc byte[digits.Length / 2];
        Bcd.Write(digits, bytes);
        return OfBcdBytes(bytes);
    }

    /// <summary>A date of six or seven bytes, two digits each.</summary>
    public static DateTime? OfBcdBytes(ReadOnlySpan<byte> source) => source.Length is 6 or 7 && BcdDateTime.TryRead(source, out var value) ? value : null;

    /// <summary>The digits of a date.</summary>
    /// <exception cref="EncodeException">The field cannot hold its year.</exception>
    public static string ToBcd(DateTime value, int size, string message, string field)
    {
        BcdDateTime.Check(value, size, message, field);
        Span<byte> bytes = stackalloc byte[size];
        BcdDateTime.Write(value, bytes);
        Bcd.TryRead(bytes, filled: false, out var digits);
        return digits;
    }

    /// <summary>A date of six numbers.</summary>
    public static DateTime? OfBinary(WireList<byte> raw) => OfBinary(raw.Span);

    /// <summary>A date of six numbers.</summary>
    public static DateTime? OfBinary(ReadOnlySpan<byte> source) => source.Length == 6 && BinaryDateTime.TryRead(source, out var value) ? value : null;

    /// <summary>The six numbers of a date.</summary>
    /// <exception cref="EncodeException">The field cannot hold its year.</exception>
    public static WireList<byte> ToBinary(DateTime value, string message, string field)
    {
        BinaryDateTime.Check(value, message, field);
        var bytes = new byte[6];
        BinaryDateTime.Write(value, bytes);
        return new(bytes);
    }
}
