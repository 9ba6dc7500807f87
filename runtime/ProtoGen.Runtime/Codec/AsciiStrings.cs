using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace ProtoGen.Codec;

/// <summary>Strings of ASCII bytes, the other way of <see cref="AsciiBytes"/>: short ones without a call to a decoder that is made for long ones.</summary>
internal static class AsciiStrings
{
    // From here on the platform's wider vectors make up for its calls.
    private const int Long = 128;

    private const byte NoAscii = 0x80;

    private const ulong NoneAscii = 0x0101_0101_0101_0101UL * NoAscii;

    private static readonly SpanAction<char, ReadOnlySpan<byte>> Fill = Widen;

    /// <summary>The text; null where a byte is not ASCII.</summary>
    public static string? Read(ReadOnlySpan<byte> source)
    {
        if (source.Length >= Long) return Ascii.IsValid(source) ? Encoding.Latin1.GetString(source) : null;
        return IsAscii(source) ? string.Create(source.Length, source, Fill) : null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAscii(ReadOnlySpan<byte> text)
    {
        ref var source = ref MemoryMarshal.GetReference(text);
        if (text.Length < sizeof(ulong))
        {
            var all = 0;
            foreach (var character in text) all |= character;
            return (all & NoAscii) == 0;
        }

        if (text.Length < Vector128<byte>.Count) return ((First(ref source) | Last(ref source, text.Length)) & NoneAscii) == 0;
        var last = text.Length - Vector128<byte>.Count;
        var bits = Vector128.LoadUnsafe(ref source, (nuint)last);
        for (var at = 0; at < last; at += Vector128<byte>.Count) bits |= Vector128.LoadUnsafe(ref source, (nuint)at);
        return (bits & Vector128.Create(NoAscii)) == Vector128<byte>.Zero;
    }

    private static void Widen(Span<char> destination, ReadOnlySpan<byte> text)
    {
        ref var source = ref MemoryMarshal.GetReference(text);
        ref var target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(destination));
        if (text.Length < sizeof(ulong))
        {
            for (var index = 0; index < text.Length; index++) Unsafe.Add(ref target, index) = Unsafe.Add(ref source, index);
            return;
        }

        if (text.Length < Vector128<byte>.Count)
        {
            var (first, second) = Vector128.Widen(Vector128.Create(First(ref source), Last(ref source, text.Length)).AsByte());
            first.StoreUnsafe(ref target);
            second.StoreUnsafe(ref target, (nuint)(text.Length - sizeof(ulong)));
            return;
        }

        var last = text.Length - Vector128<byte>.Count;
        for (var at = 0; at < last; at += Vector128<byte>.Count) WidenOne(ref source, ref target, at);
        WidenOne(ref source, ref target, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WidenOne(ref byte source, ref ushort target, int at)
    {
        var (first, second) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)at));
        first.StoreUnsafe(ref target, (nuint)at);
        second.StoreUnsafe(ref target, (nuint)(at + Vector128<ushort>.Count));
    }

    private static ulong First(ref byte source) => Unsafe.ReadUnaligned<ulong>(ref source);

    private static ulong Last(ref byte source, int length) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, length - sizeof(ulong)));
}
