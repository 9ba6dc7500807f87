namespace ProtoGen.Codec;

/// <summary>Steps over bytes whose number was said elsewhere: by an earlier value, by what is left, by a bound.</summary>
public static class WireSizes
{
    /// <summary>Steps over a number of bytes.</summary>
    /// <param name="body">The body.</param>
    /// <param name="size">How many; negative where the value that says it says none.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where they begin; afterwards the byte behind them.</param>
    /// <param name="range">Where they stand.</param>
    /// <param name="error">That there are fewer.</param>
    public static bool TryTake(ReadOnlySpan<byte> body, long size, string field, ref int position, out WireRange range, out DecodeError error)
    {
        var left = body.Length - position;
        if ((ulong)size > (ulong)left)
        {
            range = default;
            return size < 0 ? DecodeError.BadSize(field, position, out error) : DecodeError.TooShort(field, position, size, left, out error);
        }

        range = new(position, (int)size);
        position += (int)size;
        DecodeError.LeaveAsIs(out error);
        return true;
    }

    /// <summary>Steps over all bytes but those that must follow.</summary>
    /// <inheritdoc cref="TryTake"/>
    /// <param name="body">The body.</param>
    /// <param name="reserved">The bytes that must follow.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where they begin; afterwards the byte behind them.</param>
    /// <param name="range">Where they stand.</param>
    /// <param name="error">That there are fewer than must follow.</param>
    public static bool TryTakeRest(ReadOnlySpan<byte> body, int reserved, string field, ref int position, out WireRange range, out DecodeError error)
    {
        var left = body.Length - position;
        if (left >= reserved) return TryTake(body, left - reserved, field, ref position, out range, out error);
        range = default;
        return DecodeError.TooShort(field, position, reserved, left, out error);
    }

    /// <summary>Steps over a number of bytes that every value of a field takes.</summary>
    /// <param name="body">The body.</param>
    /// <param name="size">How many.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where they begin; afterwards the byte behind them.</param>
    /// <param name="start">Where they begin.</param>
    /// <param name="error">That there are fewer.</param>
    public static bool TryTakeFixed(ReadOnlySpan<byte> body, int size, string field, ref int position, out int start, out DecodeError error)
    {
        start = position;
        if (body.Length - position < size) return DecodeError.TooShort(field, position, size, body.Length - position, out error);
        position += size;
        DecodeError.LeaveAsIs(out error);
        return true;
    }

    /// <summary>Steps over zero bytes up to the next multiple.</summary>
    /// <param name="body">The body.</param>
    /// <param name="align">What the position must be a multiple of.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the bytes begin; afterwards the byte behind them.</param>
    /// <param name="error">That there are too few, or others than zeros.</param>
    public static bool TryAlign(ReadOnlySpan<byte> body, int align, string field, ref int position, out DecodeError error)
    {
        var start = position;
        if (!TryTake(body, GetPadding(start, align), field, ref position, out var range, out error)) return false;
        if (!range.Of(body).ContainsAnyExcept((byte)0)) return true;
        return DecodeError.NotZero(field, start, out error);
    }

    /// <summary>Refuses bytes between the end of a field and the end of the bytes it was given.</summary>
    public static bool TryClose(int position, int end, string field, out DecodeError error)
    {
        if (position != end) return DecodeError.Leftover(field, position, end - position, out error);
        error = default;
        return true;
    }

    /// <summary>Cuts off the bytes that must follow; nothing is cut where there are too few, and what follows is missed later.</summary>
    public static ReadOnlySpan<byte> Before(ReadOnlySpan<byte> body, int reserved, int position) =>
        body[..Math.Max(body.Length - reserved, Math.Min(position, body.Length))];

    /// <summary>The position after alignment.</summary>
    public static long Align(long position, int align) => position + GetPadding(position, align);

    /// <summary>Writes the zero bytes of an alignment.</summary>
    /// <returns>The position after them.</returns>
    public static int WriteAlign(Span<byte> body, int position, int align)
    {
        var end = (int)Align(position, align);
        body[position..end].Clear();
        return end;
    }

    private static int GetPadding(long position, int align) => (int)((align - (position % align)) % align);
}
