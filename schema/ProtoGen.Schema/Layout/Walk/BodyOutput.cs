namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Bytes being written, and the offset in the body at which the first of them will stand.</summary>
internal sealed class BodyOutput(int start)
{
    private readonly List<byte> _bytes = [];

    public int Start => start;

    /// <summary>The offset in the body behind what is written.</summary>
    public int Position => start + _bytes.Count;

    public byte[] Bytes => [.. _bytes];

    public void Add(IEnumerable<byte> bytes) => _bytes.AddRange(bytes);
}
