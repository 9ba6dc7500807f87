namespace ProtoGen.Codec;

/// <summary>Text that ends where certain bytes occur.</summary>
public static class TerminatedText
{
    /// <summary>The bytes of a text with its terminator, if the field can hold them.</summary>
    /// <exception cref="EncodeException">There are too many, or the terminator would be found before the text's end.</exception>
    public static int Measure(EncodedText encoding, string value, ReadOnlySpan<byte> terminator, long limit, string message, string field)
    {
        var size = encoding.Measure(value, limit, message, field);
        var total = size + terminator.Length;
        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(total);
        var bytes = rented.AsSpan(0, total);
        encoding.Write(value, bytes);
        terminator.CopyTo(bytes[size..]);
        var found = Find(bytes, terminator, encoding.UnitSize);
        System.Buffers.ArrayPool<byte>.Shared.Return(rented);
        return found == size ? total : throw EncodeException.HasTerminator(message, field);
    }

    private static int Find(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> terminator, int step)
    {
        if (step == 1) return bytes.IndexOf(terminator);
        for (var index = 0; index < bytes.Length; index += step) if (bytes[index..].StartsWith(terminator)) return index;
        return -1;
    }
}
