namespace ProtoGen.Codec;

/// <summary>Where a field of varying size stands in its body.</summary>
/// <param name="Start">Bytes from the body's start.</param>
/// <param name="Length">Its bytes.</param>
public readonly record struct WireRange(int Start, int Length)
{
    /// <summary>The byte behind the field.</summary>
    public int End => Start + Length;

    /// <summary>Cuts the field out of its body.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> body) => body.Slice(Start, Length);
}
