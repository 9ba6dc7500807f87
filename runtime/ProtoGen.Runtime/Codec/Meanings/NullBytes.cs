namespace ProtoGen.Codec;

/// <summary>Bytes that mean null.</summary>
public static class NullBytes
{
    /// <summary>Whether bytes are those that mean null.</summary>
    public static bool Is(WireList<byte> raw, ReadOnlySpan<byte> none) => raw.Span.SequenceEqual(none);
}
