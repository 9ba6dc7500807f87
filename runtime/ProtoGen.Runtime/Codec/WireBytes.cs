using System.Runtime.CompilerServices;

namespace ProtoGen.Codec;

/// <summary>Fields of plain bytes.</summary>
public static class WireBytes
{
    /// <summary>Refuses anything but the field's one length.</summary>
    /// <exception cref="EncodeException">It has another length.</exception>
    public static void CheckFixed(WireList<byte> value, int size, string message, string field)
    {
        if (value.Count != size) throw EncodeException.WrongLength(message, field, value.Count, size);
    }

    /// <summary>The number of bytes, if the field can hold them.</summary>
    /// <exception cref="EncodeException">There are more than <paramref name="limit"/>.</exception>
    public static int Measure(WireList<byte> value, long limit, string message, string field)
    {
        if (value.Count > limit) throw EncodeException.TooLong(message, field, value.Count, limit);
        return value.Count;
    }

    /// <summary>Writes the bytes.</summary>
    /// <returns>How many.</returns>
    public static int Write(WireList<byte> value, Span<byte> destination)
    {
        value.Span.CopyTo(destination);
        return value.Count;
    }

    /// <summary>Writes the number of bytes, then the bytes.</summary>
    /// <returns>How many, the prefix included.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WritePrefixed(WireList<byte> value, Span<byte> destination, int prefixSize, bool bigEndian)
    {
        LengthPrefix.Write(destination, prefixSize, bigEndian, value.Count);
        return prefixSize + Write(value, destination[prefixSize..]);
    }

    /// <summary>Copies bytes out of a body.</summary>
    public static WireList<byte> Read(ReadOnlySpan<byte> source) => new(source.ToArray());

    /// <summary>Cuts the padding off the beginning.</summary>
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> source, byte pad) => source.TrimStart(pad);

    /// <summary>Cuts the padding off the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> source, byte pad) => !source.IsEmpty && source[^1] != pad ? source : source.TrimEnd(pad);
}
