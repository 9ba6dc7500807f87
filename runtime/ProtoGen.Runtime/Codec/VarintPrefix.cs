namespace ProtoGen.Codec;

/// <summary>Fields that announce their own length as a <see cref="Varint"/> of 32 bits: <c>string[varint32]</c>.</summary>
public static class VarintPrefix
{
    /// <summary>The bytes of a field with its prefix.</summary>
    /// <param name="length">The field's bytes, as its type measured them.</param>
    /// <param name="message">The message's name.</param>
    /// <param name="field">The field's name.</param>
    /// <exception cref="EncodeException">They are more than a message can hold.</exception>
    public static int GetSize(int length, string message, string field)
    {
        var size = (long)length + Varint.GetSize((uint)length);
        return size <= int.MaxValue ? (int)size : throw EncodeException.TooLong(message, field, size, int.MaxValue);
    }

    /// <summary>Reads a prefix and steps over the bytes it announces.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the prefix stands; afterwards the byte behind the field.</param>
    /// <param name="range">Where the announced bytes stand.</param>
    /// <param name="error">Why there is no such field.</param>
    public static bool TryTake(ReadOnlySpan<byte> body, string field, ref int position, out WireRange range, out DecodeError error)
    {
        var start = position;
        range = default;
        if (!Varint.TryTakeUInt32(body, field, ref start, out var length, out error)) return false;
        if (length > (uint)(body.Length - start)) return DecodeError.TooShort(field, position, length, body.Length - start, out error);
        range = new(start, (int)length);
        position = start + (int)length;
        return true;
    }

    /// <summary>Reads a prefix that says a size, and steps over it alone.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="bits">The width of the varint: 32 or 64.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the prefix stands; afterwards the byte behind it.</param>
    /// <param name="size">The size; <see cref="long.MaxValue"/> where it is larger still, which no body holds.</param>
    /// <param name="error">Why there is no prefix.</param>
    public static bool TryTakeSize(ReadOnlySpan<byte> body, int bits, string field, ref int position, out long size, out DecodeError error)
    {
        if (bits == 32)
        {
            var taken = Varint.TryTakeUInt32(body, field, ref position, out var narrow, out error);
            size = narrow;
            return taken;
        }

        var known = Varint.TryTakeUInt64(body, field, ref position, out var wide, out error);
        size = (long)Math.Min(wide, long.MaxValue);
        return known;
    }

    /// <summary>Announces content that was written one byte behind the place of its prefix; moves it where one byte was too few.</summary>
    /// <param name="body">The body.</param>
    /// <param name="prefix">Where the prefix stands.</param>
    /// <param name="end">Where the content ends.</param>
    /// <returns>Where it ends now.</returns>
    public static int Insert(Span<byte> body, int prefix, int end)
    {
        var size = end - prefix - 1;
        var shift = Varint.GetSize((uint)size) - 1;
        if (shift > 0) body.Slice(prefix + 1, size).CopyTo(body[(prefix + 1 + shift)..]);
        Varint.Write(body[prefix..], (uint)size);
        return end + shift;
    }
}
