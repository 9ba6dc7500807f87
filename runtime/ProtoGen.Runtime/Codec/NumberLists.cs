using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProtoGen.Codec;

/// <summary>Lists of numbers of 1, 2, 4 or 8 bytes, read and written as a whole; the vector instructions of the platform turn the bytes.</summary>
public static class NumberLists
{
    /// <summary>Copies numbers out of a body.</summary>
    /// <typeparam name="T">An integer, a float or an enum of 1, 2, 4 or 8 bytes.</typeparam>
    /// <param name="source">A whole number of elements; need not be aligned.</param>
    /// <param name="bigEndian">Whether an element's most significant byte comes first.</param>
    public static WireList<T> Read<T>(ReadOnlySpan<byte> source, bool bigEndian) where T : unmanaged
    {
        if (source.IsEmpty) return default;
        var items = GC.AllocateUninitializedArray<T>(source.Length / Unsafe.SizeOf<T>());
        var target = MemoryMarshal.AsBytes(items.AsSpan());
        Move<T>(source[..target.Length], target, bigEndian);
        return new(items);
    }

    /// <summary>Writes numbers.</summary>
    /// <typeparam name="T">An integer, a float or an enum of 1, 2, 4 or 8 bytes.</typeparam>
    /// <returns>The bytes written.</returns>
    public static int Write<T>(WireList<T> value, Span<byte> destination, bool bigEndian) where T : unmanaged
    {
        var source = MemoryMarshal.AsBytes(value.Span);
        Move<T>(source, destination[..source.Length], bigEndian);
        return source.Length;
    }

    /// <summary>Copies integers of another width out of a body.</summary>
    /// <typeparam name="T">The C# type that holds every value: of four bytes up to 32 bits, of eight above.</typeparam>
    /// <param name="source">A whole number of elements.</param>
    /// <param name="size">The bytes of an element on the wire.</param>
    /// <param name="bigEndian">Whether its most significant byte comes first.</param>
    public static WireList<T> ReadPacked<T>(ReadOnlySpan<byte> source, int size, bool bigEndian) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (source.IsEmpty) return default;
        var items = GC.AllocateUninitializedArray<T>(source.Length / size);
        for (var index = 0; index < items.Length; index++, source = source[size..])
        {
            var element = source[..size];
            items[index] = T.IsNegative(T.MinValue)
                ? T.CreateTruncating(bigEndian ? PackedInteger.ReadSignedBigEndian(element) : PackedInteger.ReadSignedLittleEndian(element))
                : T.CreateTruncating(bigEndian ? PackedInteger.ReadUnsignedBigEndian(element) : PackedInteger.ReadUnsignedLittleEndian(element));
        }

        return new(items);
    }

    /// <summary>Writes integers of another width.</summary>
    /// <typeparam name="T">The C# type that holds every value.</typeparam>
    /// <param name="value">Integers that <see cref="CheckPacked"/> accepted.</param>
    /// <param name="destination">Where to write.</param>
    /// <param name="size">The bytes of an element on the wire.</param>
    /// <param name="bigEndian">Whether its most significant byte comes first.</param>
    /// <returns>The bytes written.</returns>
    public static int WritePacked<T>(WireList<T> value, Span<byte> destination, int size, bool bigEndian) where T : unmanaged, IBinaryInteger<T>
    {
        var written = 0;
        foreach (var item in value)
        {
            var element = destination.Slice(written, size);
            if (bigEndian) PackedInteger.WriteBigEndian(element, long.CreateTruncating(item));
            else PackedInteger.WriteLittleEndian(element, long.CreateTruncating(item));
            written += size;
        }

        return written;
    }

    /// <summary>Refuses a list with an integer that its elements are too narrow for.</summary>
    /// <typeparam name="T">The C# type of the elements.</typeparam>
    /// <exception cref="EncodeException">One is out of range.</exception>
    public static void CheckPacked<T>(WireList<T> value, T min, T max, string message, string field) where T : unmanaged, IBinaryInteger<T>
    {
        foreach (var item in value)
        {
            if (item < min || item > max) throw EncodeException.OutOfRange(message, field, Text(item), Text(min), Text(max));
        }

        static string Text(T number) => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move<T>(ReadOnlySpan<byte> source, Span<byte> destination, bool bigEndian) where T : unmanaged
    {
        if (bigEndian != BitConverter.IsLittleEndian || Unsafe.SizeOf<T>() == 1)
            source.CopyTo(destination);
        else if (Unsafe.SizeOf<T>() == 2)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(source), MemoryMarshal.Cast<byte, ushort>(destination));
        else if (Unsafe.SizeOf<T>() == 4)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(source), MemoryMarshal.Cast<byte, uint>(destination));
        else if (Unsafe.SizeOf<T>() == 8)
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(source), MemoryMarshal.Cast<byte, ulong>(destination));
        else
            throw new NotSupportedException(typeof(T).Name);
    }
}
