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
        DecodeError.LeaveAsIs(out error);
        return true;
    }

    /// <summary>Steps over a number of elements that an earlier value gave.</summary>
    /// <inheritdoc cref="TryTakeCounted"/>
    /// <param name="body">The whole body.</param>
    /// <param name="count">The number of elements; negative where the value that says it says none.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the list stands; afterwards the byte behind it.</param>
    /// <param name="range">Where the elements stand.</param>
    /// <param name="error">Why there is no such list.</param>
    public static bool TryTake(
        ReadOnlySpan<byte> body, long count, int elementSize, string field, ref int position, out WireRange range, out DecodeError error)
    {
        if (count >= 0) return TryTake(body, (ulong)count, elementSize, field, ref position, out range, out error);
        range = default;
        return DecodeError.BadSize(field, position, out error);
    }

    /// <summary>Steps over elements up to a mark where one would begin, and over the mark.</summary>
    public static bool TryTakeUntil(
        ReadOnlySpan<byte> body, ReadOnlySpan<byte> terminator, int elementSize, string field, ref int position, out WireRange range, out DecodeError error)
    {
        for (var end = position; end <= body.Length - terminator.Length; end += elementSize)
        {
            if (!body[end..].StartsWith(terminator)) continue;
            range = new(position, end - position);
            position = end + terminator.Length;
            DecodeError.LeaveAsIs(out error);
            return true;
        }

        range = default;
        return DecodeError.NotTerminated(field, position, body.Length - position, out error);
    }

    /// <summary>The bytes of a list whose bytes are announced.</summary>
    /// <exception cref="EncodeException">There are more than <paramref name="limit"/>.</exception>
    public static int MeasureBytes(int count, int elementSize, long limit, string message, string field)
    {
        if ((long)count * elementSize > limit) throw EncodeException.TooLong(message, field, (long)count * elementSize, limit);
        return count * elementSize;
    }

    /// <summary>The bytes of a list of numbers and of the mark that ends it.</summary>
    /// <exception cref="EncodeException">The mark would be found where an element begins.</exception>
    public static int MeasureUntil<T>(WireList<T> value, ReadOnlySpan<byte> terminator, bool bigEndian, string message, string field) where T : unmanaged
    {
        var size = Measure(value.Count, Unsafe.SizeOf<T>(), int.MaxValue - terminator.Length, message, field);
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(size + terminator.Length);
        var bytes = rented.AsSpan(0, size + terminator.Length);
        NumberLists.Write(value, bytes, bigEndian);
        terminator.CopyTo(bytes[size..]);
        var position = 0;
        TryTakeUntil(bytes, terminator, Unsafe.SizeOf<T>(), field, ref position, out var range, out _);
        System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        return range.Length == size ? size + terminator.Length : throw EncodeException.HasTerminator(message, field);
    }

    /// <summary>Refuses bytes that end inside an element.</summary>
    /// <param name="range">Where the list stands, as its size in bytes or the body's end say.</param>
    /// <param name="elementSize">Bytes of an element.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="error">That the last element is cut off.</param>
    public static bool TryDivide(WireRange range, int elementSize, string field, out DecodeError error)
    {
        if (range.Length % elementSize != 0) return DecodeError.NotWhole(field, range.Start, elementSize, range.Length, out error);
        error = default;
        return true;
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
        return DecodeError.TooShort(field, position, needed, found, out error);
    }
}
