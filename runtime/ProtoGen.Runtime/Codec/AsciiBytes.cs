using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ProtoGen.Codec;

/// <summary>
/// Short texts of ASCII, which nearly all texts on a wire are: with the last vector laid over the one before it there is no rest to loop over,
/// and no call to a decoder that is made for long texts.
/// </summary>
internal static class AsciiBytes
{
    private const ushort NoAscii = 0xFF80;

    /// <summary>Whether a field of fixed size holds the text, and its end is not taken for padding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits(string text, int size, byte pad) =>
        text.Length <= size && IsAscii(text) && (text.Length == 0 || text[^1] != pad);

    /// <summary>Writes a text that fills its field. False where it does not, or a character is not ASCII: what was written then means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFill(string text, Span<byte> destination) => text.Length == destination.Length && TryNarrow(text, destination);

    /// <summary>Whether each character is ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAscii(ReadOnlySpan<char> text)
    {
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        var length = text.Length;
        if (length < Vector128<ushort>.Count)
        {
            var all = 0;
            foreach (var character in text) all |= character;
            return (all & NoAscii) == 0;
        }

        if (Vector256.IsHardwareAccelerated && length >= Vector256<ushort>.Count) return IsLongAscii(ref source, length - Vector256<ushort>.Count);
        var last = length - Vector128<ushort>.Count;
        var bits = Vector128.LoadUnsafe(ref source, (nuint)last);
        for (var at = 0; at < last; at += Vector128<ushort>.Count) bits |= Vector128.LoadUnsafe(ref source, (nuint)at);
        return (bits & Vector128.Create(NoAscii)) == Vector128<ushort>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLongAscii(ref ushort source, int last)
    {
        var bits = Vector256.LoadUnsafe(ref source, (nuint)last);
        for (var at = 0; at < last; at += Vector256<ushort>.Count) bits |= Vector256.LoadUnsafe(ref source, (nuint)at);
        return (bits & Vector256.Create(NoAscii)) == Vector256<ushort>.Zero;
    }

    /// <summary>Writes a text, one byte a character. False where a character is not ASCII: what was written then means nothing.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than the text.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryNarrow(ReadOnlySpan<char> text, Span<byte> destination)
    {
        if (text.Length > destination.Length) ThrowTooShort();
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var target = ref MemoryMarshal.GetReference(destination);
        var length = text.Length;
        if (length < 2 * Vector128<ushort>.Count) return TryNarrowShort(ref source, ref target, length);
        if (Vector256.IsHardwareAccelerated && length >= 2 * Vector256<ushort>.Count) return TryNarrowLong(ref source, ref target, length - (2 * Vector256<ushort>.Count));

        var last = length - (2 * Vector128<ushort>.Count);
        var bits = Narrow(ref source, ref target, last);
        for (var at = 0; at < last; at += 2 * Vector128<ushort>.Count) bits |= Narrow(ref source, ref target, at);
        return (bits & Vector128.Create(NoAscii)) == Vector128<ushort>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryNarrowLong(ref ushort source, ref byte target, int last)
    {
        var bits = NarrowLong(ref source, ref target, last);
        for (var at = 0; at < last; at += 2 * Vector256<ushort>.Count) bits |= NarrowLong(ref source, ref target, at);
        return (bits & Vector256.Create(NoAscii)) == Vector256<ushort>.Zero;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> NarrowLong(ref ushort source, ref byte target, int at)
    {
        var (first, second) = (Vector256.LoadUnsafe(ref source, (nuint)at), Vector256.LoadUnsafe(ref source, (nuint)(at + Vector256<ushort>.Count)));
        Vector256.Narrow(first, second).StoreUnsafe(ref target, (nuint)at);
        return first | second;
    }

    private static bool TryNarrowShort(ref ushort source, ref byte target, int length)
    {
        if (length >= Vector128<ushort>.Count)
        {
            var last = length - Vector128<ushort>.Count;
            var (first, second) = (Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, (nuint)last));
            var bytes = Vector128.Narrow(first, second).AsUInt64();
            Unsafe.WriteUnaligned(ref target, bytes.GetElement(0));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, last), bytes.GetElement(1));
            return ((first | second) & Vector128.Create(NoAscii)) == Vector128<ushort>.Zero;
        }

        var all = 0;
        for (var index = 0; index < length; index++)
        {
            var character = Unsafe.Add(ref source, index);
            all |= character;
            Unsafe.Add(ref target, index) = (byte)character;
        }

        return (all & NoAscii) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Narrow(ref ushort source, ref byte target, int at)
    {
        var (first, second) = (Vector128.LoadUnsafe(ref source, (nuint)at), Vector128.LoadUnsafe(ref source, (nuint)(at + Vector128<ushort>.Count)));
        Vector128.Narrow(first, second).StoreUnsafe(ref target, (nuint)at);
        return first | second;
    }

    private static void ThrowTooShort() => throw new ArgumentException("The destination is too short.");
}
