using System.Runtime.InteropServices;

namespace ProtoGen.Codec;

/// <summary>Fields that end where certain bytes occur: <c>string[until 0x00]</c>, <c>bytes[until 0x0d0a]</c>.</summary>
public static class TerminatedBytes
{
    /// <summary>Finds the end of a field and steps over it and its terminator.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="terminator">The bytes that end the field, at least one.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the field begins; afterwards the byte behind the terminator.</param>
    /// <param name="range">Where the field stands, without the terminator.</param>
    /// <param name="error">That the terminator does not occur.</param>
    public static bool TryTake(
        ReadOnlySpan<byte> body, ReadOnlySpan<byte> terminator, string field, ref int position, out WireRange range, out DecodeError error) =>
        Take(body, body[position..].IndexOf(terminator), terminator.Length, field, ref position, out range, out error);

    /// <summary>The same for text of two bytes a character, such as UTF-16: a terminator begins at a whole number of characters.</summary>
    /// <inheritdoc cref="TryTake"/>
    public static bool TryTakeWide(
        ReadOnlySpan<byte> body, ReadOnlySpan<byte> terminator, string field, ref int position, out WireRange range, out DecodeError error)
    {
        var index = MemoryMarshal.Cast<byte, ushort>(body[position..]).IndexOf(MemoryMarshal.Cast<byte, ushort>(terminator));
        return Take(body, index < 0 ? index : 2 * index, terminator.Length, field, ref position, out range, out error);
    }

    /// <summary>The bytes of a value with its terminator, if the field can hold them.</summary>
    /// <exception cref="EncodeException">
    /// The value has more than <paramref name="limit"/> bytes, or the terminator would be found before its end.
    /// </exception>
    public static int Measure(WireList<byte> value, ReadOnlySpan<byte> terminator, long limit, string message, string field)
    {
        if (value.Count > limit) throw EncodeException.TooLong(message, field, value.Count, limit);
        Check(value.Span, terminator, message, field);
        return value.Count + terminator.Length;
    }

    /// <summary>Refuses text in which its terminator would be found before its end.</summary>
    /// <param name="value">The text.</param>
    /// <param name="terminator">The characters that the terminator's bytes are in the field's encoding.</param>
    /// <param name="message">The message's name.</param>
    /// <param name="field">The field's name.</param>
    /// <exception cref="EncodeException">It would.</exception>
    public static void Check(string value, string terminator, string message, string field) =>
        Check(value.AsSpan(), terminator.AsSpan(), message, field);

    /// <summary>Writes bytes, then their terminator.</summary>
    /// <returns>The bytes written, the terminator included.</returns>
    public static int Write(WireList<byte> value, ReadOnlySpan<byte> terminator, Span<byte> destination)
    {
        value.Span.CopyTo(destination);
        return value.Count + WriteTerminator(terminator, destination[value.Count..]);
    }

    /// <summary>Writes the terminator behind text that was written before.</summary>
    /// <returns>The bytes written.</returns>
    public static int WriteTerminator(ReadOnlySpan<byte> terminator, Span<byte> destination)
    {
        terminator.CopyTo(destination);
        return terminator.Length;
    }

    private static bool Take(
        ReadOnlySpan<byte> body, int length, int terminator, string field, ref int position, out WireRange range, out DecodeError error)
    {
        if (length < 0)
        {
            range = default;
            return DecodeError.NotTerminated(field, position, body.Length - position, out error);
        }

        range = new(position, length);
        position += length + terminator;
        DecodeError.LeaveAsIs(out error);
        return true;
    }

    private static void Check<T>(ReadOnlySpan<T> value, ReadOnlySpan<T> terminator, string message, string field) where T : IEquatable<T>
    {
        if (value.IndexOf(terminator) >= 0) throw EncodeException.HasTerminator(message, field);

        // The value's end and the terminator's begin may make a terminator as well: 00 before 00 00.
        for (var tail = 1; tail < terminator.Length; tail++)
        {
            if (terminator[tail..].SequenceEqual(terminator[..^tail]) && value.EndsWith(terminator[..tail]))
                throw EncodeException.HasTerminator(message, field);
        }
    }
}
