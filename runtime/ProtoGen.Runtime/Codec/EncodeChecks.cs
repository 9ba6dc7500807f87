using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ProtoGen.Codec;

/// <summary>What emitted code refuses before a byte is written.</summary>
public static class EncodeChecks
{
    /// <summary>The size of a body.</summary>
    /// <exception cref="EncodeException">It is larger than <paramref name="limit"/>.</exception>
    public static int Total(long size, int limit, string message)
    {
        if (size > limit) throw EncodeException.TooLarge(message, size, limit);
        return (int)size;
    }

    /// <summary>Refuses a list with another number of elements than was said.</summary>
    /// <exception cref="EncodeException">It has more or fewer.</exception>
    public static void Count(int count, long expected, string message, string field)
    {
        if (count != expected) throw EncodeException.WrongCount(message, field, count, expected);
    }

    /// <summary>Refuses a field that takes another number of bytes than was said.</summary>
    /// <exception cref="EncodeException">It takes more or fewer.</exception>
    public static void Size(long size, long expected, string message, string field)
    {
        if (size != expected) throw EncodeException.WrongSize(message, field, size, expected);
    }

    /// <summary>Refuses a derived value that its field cannot hold.</summary>
    /// <exception cref="EncodeException">There is none, two uses need different ones, or it is out of range.</exception>
    public static void Value(long value, long min, long max, string message, string field)
    {
        if (value is SizeSteps.None) throw EncodeException.NoValue(message, field);
        if (value is SizeSteps.Unequal) throw EncodeException.Disagreement(message, field);
        if (value < min || value > max) throw EncodeException.OutOfRange(message, field, Text(value), Text(min), Text(max));
    }

    /// <summary>Refuses a message for unknown ids whose frame has a check over extra bytes of each message: nobody knows those of this one.</summary>
    /// <exception cref="EncodeException">Always.</exception>
    [DoesNotReturn]
    public static void Extra(string message) =>
        throw new EncodeException(message, null, "its frame has a check that counts extra bytes of the message, which nobody knows of an unknown id; give it 'extra' in the schema");

    /// <summary>Refuses a message for unknown ids that has the id of a message which is known: whoever reads it would take it for that one.</summary>
    /// <exception cref="EncodeException">It has.</exception>
    public static void Unknown(bool isKnown, string message, string property)
    {
        if (isKnown) throw EncodeException.KnownId(message, property);
    }

    /// <summary>Refuses a number beyond its limits.</summary>
    /// <exception cref="EncodeException">It is.</exception>
    public static void InRange(long value, long min, long max, string message, string field)
    {
        if (value < min || value > max) throw EncodeException.OutOfRange(message, field, Text(value), Text(min), Text(max));
    }

    /// <summary>Refuses a number beyond its limits; NaN is beyond none.</summary>
    /// <exception cref="EncodeException">It is.</exception>
    public static void InRange(double value, double min, double max, string message, string field)
    {
        if (value < min || value > max) throw EncodeException.OutOfRange(message, field, Text(value), Text(min), Text(max));
    }

    /// <summary>Refuses a value with more bits than its part has.</summary>
    /// <exception cref="EncodeException">It has.</exception>
    public static void Bits(ulong value, int width, string message, string field)
    {
        var max = ulong.MaxValue >> (64 - width);
        if (value > max) throw EncodeException.OutOfRange(message, field, Text(value), "0", Text(max));
    }

    /// <summary>Refuses a field that is set where its condition does not hold, or the other way round.</summary>
    /// <exception cref="EncodeException">It is.</exception>
    public static void Presence(bool isGiven, bool holds, string message, string field)
    {
        if (isGiven != holds) throw EncodeException.WrongPresence(message, field, isGiven);
    }

    /// <summary>Refuses an optional field that takes no bytes: nobody could tell that it is there.</summary>
    /// <exception cref="EncodeException">It takes none.</exception>
    public static void Tail(long size, string message, string field)
    {
        if (size == 0) throw EncodeException.EmptyTail(message, field);
    }

    /// <summary>Refuses a field that takes bytes behind an optional one that is absent.</summary>
    /// <exception cref="EncodeException">It takes some.</exception>
    public static void BehindTail(long size, string message, string field)
    {
        if (size > 0) throw EncodeException.BehindTail(message, field);
    }

    /// <summary>Refuses a value that stands inside itself too often.</summary>
    /// <exception cref="EncodeException">It does.</exception>
    public static void Depth(int depth, int limit, string message)
    {
        if (depth > limit) throw EncodeException.TooDeep(message, limit);
    }

    /// <summary>Refuses content larger than its announcement can say.</summary>
    /// <exception cref="EncodeException">It is.</exception>
    public static void Bound(long size, long limit, string message, string field)
    {
        if (size > limit) throw EncodeException.TooLong(message, field, size, limit);
    }

    /// <summary>Refuses content that does not fill a bound of fixed size, or that is larger.</summary>
    /// <param name="size">The content's bytes.</param>
    /// <param name="expected">The bound's bytes.</param>
    /// <param name="isExact">Whether zeros may not fill it up.</param>
    /// <param name="message">The message's name.</param>
    /// <param name="field">The field's name.</param>
    /// <exception cref="EncodeException">It does not, or is.</exception>
    public static void Filled(long size, int expected, bool isExact, string message, string field)
    {
        if (size > expected || (isExact && size < expected)) throw EncodeException.WrongSize(message, field, size, expected);
    }

    /// <summary>The end of content that a prefix of a fixed size announces in bytes.</summary>
    /// <param name="end">Where the content would end if it began at <paramref name="start"/>, behind the prefix already.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="limit">The most bytes that can be announced.</param>
    /// <param name="message">The message's name.</param>
    /// <param name="field">The field's name.</param>
    /// <exception cref="EncodeException">There are more.</exception>
    public static long Within(long end, long start, long limit, string message, string field)
    {
        Bound(end - start, limit, message, field);
        return end;
    }

    /// <summary>The end of content that a varint before it announces in bytes.</summary>
    /// <param name="end">Where the content would end without the varint.</param>
    /// <param name="start">Where the varint begins.</param>
    public static long Announced(long end, long start) => end + Varint.GetSize((ulong)(end - start));

    /// <summary>The end of content of a fixed number of bytes.</summary>
    /// <exception cref="EncodeException">It takes more or fewer.</exception>
    public static long Exactly(long end, long start, int expected, string message, string field)
    {
        Size(end - start, expected, message, field);
        return end;
    }

    /// <summary>Refuses a size whose number means that there is nothing.</summary>
    /// <exception cref="EncodeException">It does.</exception>
    public static void NotNone(long size, long none, string message, string field)
    {
        if (size == none) throw EncodeException.MeansNull(message, field, Text(size));
    }

    /// <summary>A value that must be there.</summary>
    /// <exception cref="EncodeException">It is null.</exception>
    public static T Given<T>(T? value, string message, string field) where T : class => value ?? throw EncodeException.Missing(message, field);

    /// <summary>Refuses a case that is not that of its tag.</summary>
    /// <exception cref="EncodeException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowTag(long tag, string message, string field) => throw EncodeException.WrongTag(message, field, tag);

    /// <summary>Refuses a value that its closed enum does not name.</summary>
    /// <exception cref="EncodeException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowUnnamed(long value, string message, string field) => throw EncodeException.Unnamed(message, field, Text(value));

    private static string Text<T>(T value) where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
