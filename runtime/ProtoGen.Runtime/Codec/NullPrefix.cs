namespace ProtoGen.Codec;

/// <summary>A number in the place of a size that means that there is nothing at all, not even something empty.</summary>
public static class NullPrefix
{
    /// <summary>Where nothing stands.</summary>
    public static WireRange NoRange => new(-1, 0);

    /// <summary>Where nothing stands.</summary>
    public static WireItems NoItems => new(-1, 0, 0);

    /// <summary>Steps over the number where it stands there.</summary>
    /// <param name="body">The body.</param>
    /// <param name="prefixSize">Bytes of the prefix.</param>
    /// <param name="bigEndian">Whether its most significant byte comes first.</param>
    /// <param name="none">The number.</param>
    /// <param name="position">Where the prefix stands; afterwards the byte behind it.</param>
    /// <returns>Whether it stands there.</returns>
    public static bool TryTake(ReadOnlySpan<byte> body, int prefixSize, bool bigEndian, long none, ref int position)
    {
        if (body.Length - position < prefixSize) return false;
        var mask = ulong.MaxValue >> (64 - (8 * prefixSize));
        if (LengthPrefix.Read(body.Slice(position, prefixSize), prefixSize, bigEndian) != ((ulong)none & mask)) return false;
        position += prefixSize;
        return true;
    }

    /// <summary>Writes the number.</summary>
    /// <returns>Its bytes.</returns>
    public static int Write(Span<byte> destination, int prefixSize, bool bigEndian, long none)
    {
        if (bigEndian) PackedInteger.WriteBigEndian(destination[..prefixSize], none);
        else PackedInteger.WriteLittleEndian(destination[..prefixSize], none);
        return prefixSize;
    }
}
