using System.Runtime.CompilerServices;

namespace ProtoGen.Codec;

/// <summary>Lists whose elements all take the same number of bytes.</summary>
public static class ListSizes
{
    /// <summary>Reads a prefix that counts elements and steps over the bytes they take. Nothing is allocated for a count that cannot be true.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="prefixSize">Bytes of the prefix.</param>
    /// <param name="bigEndian">Whether its most significant byte comes first.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the prefix stands; afterwards the byte behind the list.</param>
    /// <param name="range">Where the elements stand.</param>
    /// <param name="error">Why there is no such list.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // the constants fold
    public static bool TryTakeCounted(
        ReadOnlySpan<byte> body, int prefixSize, bool bigEndian, int elementSize, string field, ref int position, out WireRange range, out DecodeError error)
    {
        var left = body.Length - position - prefixSize;
        if (left < 0) return Short(field, position, (ulong)prefixSize, 1, body.Length - position, out range, out error);
        var count = LengthPrefix.Read(body.Slice(position, prefixSize), prefixSize, bigEndian);
        position += prefixSize;
        if (TryTake(body, count, elementSize, field, ref position, out range, out error)) return true;
        position -= prefixSize;
        return false;
    }

    /// <summary>Steps over a number of elements that an earlier field gave.</summary>
    /// <inheritdoc cref="TryTakeCounted"/>
    /// <param name="body">The whole body.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the list stands; afterwards the byte behind it.</param>
    /// <param name="range">Where the elements stand.</param>
    /// <param name="error">Why there is no such list.</param>
    public static bool TryTake(
        ReadOnlySpan<byte> body, ulong count, int elementSize, string field, ref int position, out WireRange range, out DecodeError error)
    {
        var left = body.Length - position;
        if (count > (ulong)(left / elementSize)) return Short(field, position, count, elementSize, left, out range, out error);
        range = new(position, (int)count * elementSize);
        position += range.Length;
        error = default;
        return true;
    }

    /// <summary>Refuses bytes that end inside an element.</summary>
    /// <param name="range">Where the list stands, as its size in bytes or the body's end say.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="error">That the last element is cut off.</param>
    public static bool TryDivide(WireRange range, int elementSize, string field, out DecodeError error)
    {
        var whole = range.Length % elementSize == 0;
        error = whole ? default : DecodeError.NotWhole(field, range.Start, elementSize, range.Length);
        return whole;
    }

    /// <summary>The bytes of a list, if its size can be announced.</summary>
    /// <exception cref="EncodeException">There are more than <paramref name="limit"/> elements.</exception>
    public static int Measure(int count, int elementSize, long limit, string message, string field)
    {
        if (count > limit) throw EncodeException.TooMany(message, field, count, limit);
        if ((long)count * elementSize > int.MaxValue) throw EncodeException.TooLong(message, field, (long)count * elementSize, int.MaxValue);
        return count * elementSize;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Short(string field, int position, ulong count, int elementSize, int found, out WireRange range, out DecodeError error)
    {
        range = default;
        var needed = count > (ulong)(long.MaxValue / elementSize) ? long.MaxValue : (long)count * elementSize;
        error = DecodeError.TooShort(field, position, needed, found);
        return false;
    }
}
