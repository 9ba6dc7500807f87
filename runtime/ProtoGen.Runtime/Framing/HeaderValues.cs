using System.Globalization;

namespace ProtoGen.Framing;

/// <summary>Refuses headers that a frame cannot hold, before a byte of it is written.</summary>
public static class HeaderValues
{
    /// <summary>Refuses a derived number, such as a length, that is too large for its field.</summary>
    public static void CheckNumber(long value, long max, string message, string field)
    {
        if ((ulong)value > (ulong)max) throw EncodeException.OutOfRange(message, field, value.ToString(CultureInfo.InvariantCulture), "0", max.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Refuses a number of bytes that a length cannot say, since it counts several at a time.</summary>
    public static void CheckMultiple(long bytes, long unit, string message, string field)
    {
        if (bytes % unit != 0) throw new EncodeException(message, field, string.Create(CultureInfo.InvariantCulture, $"counts {unit} bytes at a time, but there are {bytes}"));
    }

    /// <summary>Refuses a value that is set although its condition does not hold, or the other way round.</summary>
    public static void CheckPresence(bool isSet, bool isNeeded, string message, string field)
    {
        if (isSet == isNeeded) return;
        throw new EncodeException(message, field, isSet ? "is set, but other values of the header say that it is not there" : "is not set, but other values of the header say that it is there");
    }
}
