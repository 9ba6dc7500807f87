namespace ProtoGen.Codec;

/// <summary>A <see cref="Varint"/> that may take more bytes than its value needs; how many it took is kept for the round trip.</summary>
public static class LenientVarint
{
    /// <summary>Steps over a value.</summary>
    /// <param name="body">The body.</param>
    /// <param name="bits">The width: 32 or 64.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the value stands; afterwards the byte behind it.</param>
    /// <param name="range">Where its bytes stand.</param>
    /// <param name="error">That it is cut off or too wide.</param>
    public static bool TryTake(ReadOnlySpan<byte> body, int bits, string field, ref int position, out WireRange range, out DecodeError error)
    {
        range = default;
        var last = (bits - 1) / 7;
        for (var index = 0; position + index < body.Length; index++)
        {
            var part = body[position + index];
            if (index == last && part >> (bits - (7 * last)) != 0) return DecodeError.TooWide(field, position, bits, out error);
            if (part >= 0x80) continue;
            range = new(position, index + 1);
            position += index + 1;
            DecodeError.LeaveAsIs(out error);
            return true;
        }

        return DecodeError.TooShort(field, position, body.Length - position + 1, body.Length - position, out error);
    }

    /// <summary>Reads a prefix that says a size, and steps over it alone.</summary>
    /// <param name="body">The body.</param>
    /// <param name="bits">The width: 32 or 64.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the prefix stands; afterwards the byte behind it.</param>
    /// <param name="size">The size; <see cref="long.MaxValue"/> where it is larger still, which no body holds.</param>
    /// <param name="spelling">The bytes of the prefix where they are more than it needs; else 0.</param>
    /// <param name="error">That it is cut off or too wide.</param>
    public static bool TryTakeSize(ReadOnlySpan<byte> body, int bits, string field, ref int position, out long size, out int spelling, out DecodeError error)
    {
        (size, spelling) = (0, 0);
        if (!TryTake(body, bits, field, ref position, out var range, out error)) return false;
        var value = Read(range.Of(body), 64, zigZag: false);
        size = value < 0 ? long.MaxValue : value;
        spelling = Spelling(range.Of(body));
        return true;
    }

    /// <summary>The value of bytes that were accepted.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="bits">The width: 32 or 64.</param>
    /// <param name="zigZag">Whether small numbers of either sign take few bytes.</param>
    public static long Read(ReadOnlySpan<byte> source, int bits, bool zigZag)
    {
        var value = 0UL;
        for (var index = 0; index < source.Length; index++) value |= (ulong)(source[index] & 0x7F) << (7 * index);
        if (zigZag) return (long)(value >> 1) ^ -(long)(value & 1);
        return bits == 32 ? (int)(uint)value : (long)value;
    }

    /// <summary>The bytes of a value where they are more than it needs; else 0.</summary>
    public static int Spelling(ReadOnlySpan<byte> source) => source.Length > 1 && source[^1] == 0 ? source.Length : 0;

    /// <summary>The bytes of a value, at least as many as were kept.</summary>
    public static int GetSize(long value, int kept, int bits, bool zigZag) => Math.Max(Varint.GetSize(Encode(value, bits, zigZag)), Math.Min(kept, (bits + 6) / 7));

    /// <summary>Writes a value in at least as many bytes as were kept.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(Span<byte> destination, long value, int kept, int bits, bool zigZag)
    {
        var size = Varint.Write(destination, Encode(value, bits, zigZag));
        var needed = GetSize(value, kept, bits, zigZag);
        if (needed == size) return size;
        destination[size - 1] |= 0x80;
        destination[size..(needed - 1)].Fill(0x80);
        destination[needed - 1] = 0;
        return needed;
    }

    private static ulong Encode(long value, int bits, bool zigZag)
    {
        var pattern = zigZag ? (ulong)((value << 1) ^ (value >> 63)) : (ulong)value;
        return bits == 32 ? (uint)pattern : pattern;
    }
}
