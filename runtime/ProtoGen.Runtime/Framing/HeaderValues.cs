using System.Globalization;
using ProtoGen.Codec;

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

    /// <summary>Refuses a value by which the header has no form.</summary>
    public static void CheckCase(bool isKnown, string message, string field)
    {
        if (!isKnown) throw new EncodeException(message, field, "has a value for which the header has no form");
    }

    /// <summary>Refuses digits that do not fill their bytes; none at all stand for zeros.</summary>
    public static void CheckDigits(string value, int size, string message, string field)
    {
        if (value.Length > 0) Bcd.CheckFixed(value, size, filled: false, message, field);
    }

    /// <summary>Writes digits, two a byte; zeros where there are none.</summary>
    public static void WriteDigits(string value, Span<byte> destination)
    {
        if (value.Length == 0) destination.Clear();
        else Bcd.WriteFixed(value, destination);
    }

    /// <summary>Refuses bytes of another number; none at all stand for zeros.</summary>
    public static void CheckBytes(WireList<byte> value, int size, string message, string field)
    {
        if (value.Count > 0) WireBytes.CheckFixed(value, size, message, field);
    }

    /// <summary>Writes bytes; zeros where there are none.</summary>
    public static void WriteBytes(WireList<byte> value, Span<byte> destination)
    {
        if (value.Count == 0) destination.Clear();
        else WireBytes.Write(value, destination);
    }
}
