namespace ProtoGen.Codec;

/// <summary>Where a list stands in its body, and how many elements it has.</summary>
/// <param name="Start">Bytes from the body's start, of the first element.</param>
/// <param name="Length">The bytes of all elements.</param>
/// <param name="Count">The elements.</param>
public readonly record struct WireItems(int Start, int Length, int Count)
{
    /// <summary>The byte behind the last element.</summary>
    public int End => Start + Length;
}
