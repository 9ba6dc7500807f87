using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ProtoGen.Codec;

/// <summary>
/// Records of numbers only whose memory is an image of the wire: the same fields in the same places, but for the order of the bytes in each
/// number. They are written and read a vector at a time. Called by emitted code, which has cut the run to its size before.
/// </summary>
public static class WireImage
{
    /// <summary>Whether the memory of a record is such an image here: not on machines that begin with the highest byte, nor where somebody gave the record more fields.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="size">The bytes of its fields.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is<T>(int size) =>
        BitConverter.IsLittleEndian && Unsafe.SizeOf<T>() == size && !RuntimeHelpers.IsReferenceOrContainsReferences<T>();

    /// <summary>Writes 64 bytes.</summary>
    /// <inheritdoc cref="Write{T}(in T, Span{byte}, int, Vector256{byte})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // the order is a constant
    public static void Write<T>(in T record, Span<byte> run, int offset, Vector512<byte> order) where T : struct =>
        Move(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in record)), ref MemoryMarshal.GetReference(run), offset, order);

    /// <summary>Writes 32 bytes.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="record">Where they come from.</param>
    /// <param name="run">Where they go.</param>
    /// <param name="offset">Where they begin, in both; 32 more bytes are there.</param>
    /// <param name="order">Which byte stands where; none leaves its half.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // the order is a constant
    public static void Write<T>(in T record, Span<byte> run, int offset, Vector256<byte> order) where T : struct =>
        Move(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in record)), ref MemoryMarshal.GetReference(run), offset, order);

    /// <summary>Writes 16 bytes.</summary>
    /// <inheritdoc cref="Write{T}(in T, Span{byte}, int, Vector256{byte})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // the order is a constant
    public static void Write<T>(in T record, Span<byte> run, int offset, Vector128<byte> order) where T : struct =>
        Move(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in record)), ref MemoryMarshal.GetReference(run), offset, order);

    /// <summary>Reads 64 bytes.</summary>
    /// <inheritdoc cref="Read{T}(ReadOnlySpan{byte}, ref T, int, Vector256{byte})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // the order is a constant
    public static void Read<T>(ReadOnlySpan<byte> run, ref T record, int offset, Vector512<byte> order) where T : struct =>
        Move(ref MemoryMarshal.GetReference(run), ref Unsafe.As<T, byte>(ref record), offset, order);

    /// <summary>Reads 32 bytes.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="run">Where they come from.</param>
    /// <param name="record">Where they go.</param>
    /// <param name="offset">Where they begin, in both; 32 more bytes are there.</param>
    /// <param name="order">Which byte stands where; none leaves its half.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // the order is a constant
    public static void Read<T>(ReadOnlySpan<byte> run, ref T record, int offset, Vector256<byte> order) where T : struct =>
        Move(ref MemoryMarshal.GetReference(run), ref Unsafe.As<T, byte>(ref record), offset, order);

    /// <summary>Reads 16 bytes.</summary>
    /// <inheritdoc cref="Read{T}(ReadOnlySpan{byte}, ref T, int, Vector256{byte})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // the order is a constant
    public static void Read<T>(ReadOnlySpan<byte> run, ref T record, int offset, Vector128<byte> order) where T : struct =>
        Move(ref MemoryMarshal.GetReference(run), ref Unsafe.As<T, byte>(ref record), offset, order);

    /// <summary>Writes 8, 4, 2 bytes or 1.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="record">Where they come from.</param>
    /// <param name="run">Where they go.</param>
    /// <param name="offset">Where they begin, in both.</param>
    /// <param name="count">How many.</param>
    /// <param name="order">Which byte stands where.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // count and order are constants
    public static void Write<T>(in T record, Span<byte> run, int offset, int count, Vector128<byte> order) where T : struct =>
        Move(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in record)), ref MemoryMarshal.GetReference(run), offset, count, order);

    /// <summary>Reads 8, 4, 2 bytes or 1.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="run">Where they come from.</param>
    /// <param name="record">Where they go.</param>
    /// <param name="offset">Where they begin, in both.</param>
    /// <param name="count">How many.</param>
    /// <param name="order">Which byte stands where.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // count and order are constants
    public static void Read<T>(ReadOnlySpan<byte> run, ref T record, int offset, int count, Vector128<byte> order) where T : struct =>
        Move(ref MemoryMarshal.GetReference(run), ref Unsafe.As<T, byte>(ref record), offset, count, order);

    /// <summary>
    /// Moves small records one behind the other. What is moved at once may be more than whole records, of which the next move overwrites what
    /// is too much; the last ones, behind which there is no room for that, are moved one by one.
    /// </summary>
    internal static void MoveAll<TCodec, TValue, TView>(ref byte source, ref byte destination, int count)
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        var size = TCodec.ImageSize;
        var (at, end) = ((nuint)0, (nuint)count * (nuint)size);
        if (Avx512Vbmi.IsSupported)
        {
            for (nuint step = (nuint)(Vector512<byte>.Count / size * size); at + (nuint)Vector512<byte>.Count <= end; at += step)
                Avx512Vbmi.PermuteVar64x8(Vector512.LoadUnsafe(ref source, at), WideOrder<TCodec, TValue, TView>.Value).StoreUnsafe(ref destination, at);
        }

        for (; at + (nuint)Vector128<byte>.Count <= end; at += (nuint)size)
            Vector128.Shuffle(Vector128.LoadUnsafe(ref source, at), TCodec.ImageOrder).StoreUnsafe(ref destination, at);
        for (; at < end; at += (nuint)size)
            MoveOne(ref Unsafe.Add(ref source, at), ref Unsafe.Add(ref destination, at), size, TCodec.ImageOrder);
    }

    // Fewer than 16 bytes: their first and their last, which may be some of the same.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // size and order are constants
    private static void MoveOne(ref byte source, ref byte destination, int size, Vector128<byte> order)
    {
        ref var last = ref Unsafe.Add(ref source, size);
        ref var target = ref Unsafe.Add(ref destination, size);
        if (size > sizeof(ulong))
        {
            var (over, common) = (8 * (size - sizeof(ulong)), 8 * ((2 * sizeof(ulong)) - size));
            var upper = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Subtract(ref last, sizeof(ulong))) >> common;
            var moved = Vector128.Shuffle(Vector128.Create(Unsafe.ReadUnaligned<ulong>(ref source), upper).AsByte(), order).AsUInt64();
            Unsafe.WriteUnaligned(ref destination, moved.GetElement(0));
            Unsafe.WriteUnaligned(ref Unsafe.Subtract(ref target, sizeof(ulong)), (moved.GetElement(0) >> over) | (moved.GetElement(1) << common));
        }
        else if (size >= sizeof(uint))
        {
            var over = 8 * (size - sizeof(uint));
            var bytes = Unsafe.ReadUnaligned<uint>(ref source) | ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Subtract(ref last, sizeof(uint))) << over);
            var moved = Ordered(bytes, order);
            Unsafe.WriteUnaligned(ref destination, (uint)moved);
            Unsafe.WriteUnaligned(ref Unsafe.Subtract(ref target, sizeof(uint)), (uint)(moved >> over));
        }
        else if (size >= sizeof(ushort))
        {
            var over = 8 * (size - sizeof(ushort));
            var bytes = Unsafe.ReadUnaligned<ushort>(ref source) | ((ulong)Unsafe.ReadUnaligned<ushort>(ref Unsafe.Subtract(ref last, sizeof(ushort))) << over);
            var moved = Ordered(bytes, order);
            Unsafe.WriteUnaligned(ref destination, (ushort)moved);
            Unsafe.WriteUnaligned(ref Unsafe.Subtract(ref target, sizeof(ushort)), (ushort)(moved >> over));
        }
        else
        {
            destination = source;
        }
    }

    /// <summary>The order of as many records as 64 bytes hold.</summary>
    private static class WideOrder<TCodec, TValue, TView>
        where TCodec : IWireCodec<TValue, TView>
        where TView : allows ref struct
    {
        // A constant to code that is compiled after it was made.
        public static readonly Vector512<byte> Value = Vector512.Create([.. Enumerable.Range(0, Vector512<byte>.Count).Select(Place)]);

        private static byte Place(int index)
        {
            var (size, first) = (TCodec.ImageSize, index / TCodec.ImageSize * TCodec.ImageSize);
            return (byte)(first + size <= Vector512<byte>.Count ? first + TCodec.ImageOrder[index - first] : index);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref byte source, ref byte destination, int offset, Vector512<byte> order)
    {
        // Whole where it can be: a record that is copied as a whole right after would have to wait for its parts.
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512.Shuffle(Vector512.LoadUnsafe(ref source, (nuint)offset), order).StoreUnsafe(ref destination, (nuint)offset);
            return;
        }

        Move(ref source, ref destination, offset, order.GetLower());
        Move(ref source, ref destination, offset + Vector256<byte>.Count, order.GetUpper() - Vector256.Create((byte)Vector256<byte>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref byte source, ref byte destination, int offset, Vector256<byte> order)
    {
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256.Shuffle(Vector256.LoadUnsafe(ref source, (nuint)offset), order).StoreUnsafe(ref destination, (nuint)offset);
            return;
        }

        Move(ref source, ref destination, offset, order.GetLower());
        Move(ref source, ref destination, offset + Vector128<byte>.Count, order.GetUpper() - Vector128.Create((byte)Vector128<byte>.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref byte source, ref byte destination, int offset, int count, Vector128<byte> order)
    {
        source = ref Unsafe.Add(ref source, offset);
        destination = ref Unsafe.Add(ref destination, offset);
        switch (count)
        {
            case 8: Unsafe.WriteUnaligned(ref destination, Ordered(Unsafe.ReadUnaligned<ulong>(ref source), order)); break;
            case 4: Unsafe.WriteUnaligned(ref destination, (uint)Ordered(Unsafe.ReadUnaligned<uint>(ref source), order)); break;
            case 2: Unsafe.WriteUnaligned(ref destination, (ushort)Ordered(Unsafe.ReadUnaligned<ushort>(ref source), order)); break;
            default: destination = source; break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Ordered(ulong bytes, Vector128<byte> order) =>
        Vector128.Shuffle(Vector128.CreateScalarUnsafe(bytes).AsByte(), order).AsUInt64().ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref byte source, ref byte destination, int offset, Vector128<byte> order) =>
        Vector128.Shuffle(Vector128.LoadUnsafe(ref source, (nuint)offset), order).StoreUnsafe(ref destination, (nuint)offset);
}
