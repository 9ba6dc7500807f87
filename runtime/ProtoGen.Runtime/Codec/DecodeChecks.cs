namespace ProtoGen.Codec;

/// <summary>What emitted code verifies once it has found all fields.</summary>
public static class DecodeChecks
{
    /// <summary>Refuses a derived value that is not what it is derived from says.</summary>
    public static bool Same(long found, long expected, string field, int offset, out DecodeError error)
    {
        if (found != expected) return DecodeError.WrongValue(field, offset, expected, found, out error);
        error = default;
        return true;
    }

    /// <summary>Refuses a checksum that is not that of the bytes it covers.</summary>
    public static bool SameBits(ulong found, ulong expected, string field, int offset, out DecodeError error)
    {
        if (found != expected) return DecodeError.WrongChecksum(field, offset, expected, found, out error);
        error = default;
        return true;
    }

    /// <summary>Refuses a number beyond its limits.</summary>
    public static bool InRange(long value, long min, long max, string field, int offset, out DecodeError error)
    {
        if (value < min || value > max) return DecodeError.OutOfRange(field, offset, value < min ? min : max, value, out error);
        error = default;
        return true;
    }

    /// <summary>Refuses a number beyond its limits; NaN is beyond none.</summary>
    public static bool InRange(double value, double min, double max, string field, int offset, out DecodeError error)
    {
        if (value < min || value > max) return DecodeError.OutOfRange(field, offset, (long)(value < min ? min : max), (long)value, out error);
        error = default;
        return true;
    }
}
