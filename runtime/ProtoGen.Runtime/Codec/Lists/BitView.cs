namespace ProtoGen.Codec;

/// <summary>Bits read in place.</summary>
/// <param name="source">The bytes.</param>
/// <param name="count">The number of bits.</param>
public readonly ref struct BitView(ReadOnlySpan<byte> source, int count)
{
    private readonly ReadOnlySpan<byte> _source = source;

    /// <summary>The number of bits.</summary>
    public int Count { get; } = count;

    /// <summary>The bits as they were received, least significant first.</summary>
    public ReadOnlySpan<byte> Bytes => _source;

    /// <summary>The bit at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public bool this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return (_source[index >> 3] >> (index & 7) & 1) != 0;
        }
    }

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>One pass over the bits.</summary>
    /// <param name="list">The list.</param>
    public ref struct Enumerator(BitView list)
    {
        private readonly BitView _list = list;
        private int _index = -1;

        /// <summary>The bit at which the enumerator stands.</summary>
        public readonly bool Current => _list[_index];

        /// <summary>Goes on to the next bit.</summary>
        public bool MoveNext() => ++_index < _list.Count;
    }
}
