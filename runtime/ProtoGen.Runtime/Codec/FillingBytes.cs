namespace ProtoGen.Codec;

/// <summary>The bytes behind the last field of a struct that bring its size to a multiple.</summary>
public static class FillingBytes
{
    /// <summary>Steps over the filling, which must be zeros.</summary>
    /// <param name="body">The body.</param>
    /// <param name="multiple">What the size of the struct is a multiple of.</param>
    /// <param name="start">Where the struct begins.</param>
    /// <param name="name">The path for the error.</param>
    /// <param name="position">Where the filling begins; afterwards the byte behind it.</param>
    /// <param name="error">That there are too few bytes, or others than zeros.</param>
    public static bool TryTake(ReadOnlySpan<byte> body, int multiple, int start, string name, scoped ref int position, out DecodeError error)
    {
        if (!TryTakeAny(body, multiple, start, name, ref position, out var range, out error)) return false;
        if (!range.Of(body).ContainsAnyExcept((byte)0)) return true;
        return DecodeError.NotZero(name, range.Start, out error);
    }

    /// <summary>Steps over the filling, whatever it is.</summary>
    /// <inheritdoc cref="TryTake"/>
    /// <param name="body">The body.</param>
    /// <param name="multiple">What the size of the struct is a multiple of.</param>
    /// <param name="start">Where the struct begins.</param>
    /// <param name="name">The path for the error.</param>
    /// <param name="position">Where the filling begins; afterwards the byte behind it.</param>
    /// <param name="range">Where it stands.</param>
    /// <param name="error">That there are too few bytes.</param>
    public static bool TryTakeAny(
        ReadOnlySpan<byte> body, int multiple, int start, string name, scoped ref int position, out WireRange range, out DecodeError error) =>
        WireSizes.TryTake(body, Missing(multiple, position - start), name, ref position, out range, out error);

    /// <summary>The filling that is kept: nothing where it is zeros, which go without saying.</summary>
    public static WireList<byte> Read(ReadOnlySpan<byte> filling) => filling.ContainsAnyExcept((byte)0) ? WireBytes.Read(filling) : default;

    /// <summary>The position behind the filling.</summary>
    public static long Measure(long start, long position, int multiple) => position + Missing(multiple, position - start);

    /// <summary>Writes the filling: what was kept, as far as there is room for it, and zeros.</summary>
    /// <param name="body">The body.</param>
    /// <param name="start">Where the struct begins.</param>
    /// <param name="position">Where its last field ends.</param>
    /// <param name="multiple">What the size of the struct is a multiple of.</param>
    /// <param name="kept">What was read there.</param>
    /// <returns>The position behind it.</returns>
    public static int Write(Span<byte> body, int start, int position, int multiple, WireList<byte> kept = default)
    {
        var end = (int)Measure(start, position, multiple);
        var filling = body[position..end];
        filling.Clear();
        kept.Span[..Math.Min(kept.Count, filling.Length)].CopyTo(filling);
        return end;
    }

    private static int Missing(int multiple, long size) => (int)((multiple - (size % multiple)) % multiple);
}
