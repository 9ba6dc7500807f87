using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProtoGen.Codec;

/// <summary>A list of numbers of 1, 2, 4 or 8 bytes, read in place.</summary>
/// <typeparam name="T">An integer, a float, an enum or a bits struct of that size.</typeparam>
/// <param name="source">The elements' bytes.</param>
/// <param name="bigEndian">Whether an element's most significant byte comes first.</param>
public readonly ref struct NumberView<T>(ReadOnlySpan<byte> source, bool bigEndian) where T : unmanaged
{
    private readonly ReadOnlySpan<byte> _source = source;
    private readonly bool _bigEndian = bigEndian;

    /// <summary>The number of elements.</summary>
    public int Count => _source.Length / Unsafe.SizeOf<T>();

    /// <summary>The elements as they were received.</summary>
    public ReadOnlySpan<byte> Bytes => _source;

    /// <summary>The element at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var source = _source.Slice(index * Unsafe.SizeOf<T>(), Unsafe.SizeOf<T>());
            if (Unsafe.SizeOf<T>() == 1 || _bigEndian != BitConverter.IsLittleEndian) return MemoryMarshal.Read<T>(source);
            if (Unsafe.SizeOf<T>() == 2) return Unsafe.BitCast<ushort, T>(BinaryPrimitives.ReverseEndianness(MemoryMarshal.Read<ushort>(source)));
            if (Unsafe.SizeOf<T>() == 4) return Unsafe.BitCast<uint, T>(BinaryPrimitives.ReverseEndianness(MemoryMarshal.Read<uint>(source)));
            return Unsafe.BitCast<ulong, T>(BinaryPrimitives.ReverseEndianness(MemoryMarshal.Read<ulong>(source)));
        }
    }

    /// <summary>Copies the elements.</summary>
    public WireList<T> ToList() => NumberLists.Read<T>(_source, _bigEndian);

    /// <summary>Enumerates without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>One pass over the elements.</summary>
    /// <param name="list">The list.</param>
    public ref struct Enumerator(NumberView<T> list)
    {
        private readonly NumberView<T> _list = list;
        private int _index = -1;

        /// <summary>The element at which the enumerator stands.</summary>
        public readonly T Current => _list[_index];

        /// <summary>Goes on to the next element.</summary>
        public bool MoveNext() => ++_index < _list.Count;
    }
}
