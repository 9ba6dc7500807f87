namespace ProtoGen.Codec;

/// <summary>Reserved bytes: kept for the round trip. A record that was not decoded holds none, which are zeros on the wire; so are zeros held.</summary>
public static class ReservedBytes
{
    /// <summary>Refuses anything but none or all of the field's bytes.</summary>
    /// <exception cref="EncodeException">There is another number of them.</exception>
    public static void Check(WireList<byte> value, int size, string message, string field)
    {
        if (value.Count != 0 && value.Count != size) throw EncodeException.WrongLength(message, field, value.Count, size);
    }

    /// <summary>Writes the bytes, or zeros.</summary>
    public static void Write(WireList<byte> value, Span<byte> destination)
    {
        if (value.Count == 0) destination.Clear();
        else value.Span.CopyTo(destination);
    }

    /// <summary>Copies bytes out of a body; zeros are no bytes, so that records compare equal.</summary>
    public static WireList<byte> Read(ReadOnlySpan<byte> source) => source.ContainsAnyExcept((byte)0) ? new(source.ToArray()) : default;
}
