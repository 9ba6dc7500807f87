using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ProtoGen.Codec;

/// <summary>
/// Integers of seven bits a byte (LEB128), least significant first, the high bit set on all but the last: one to five bytes for 32 bits,
/// one to ten for 64. Signed ones are written as their two's complement bits, so that a negative one takes the most bytes.
/// Only the shortest spelling is accepted, so that what was read is written as the same bytes.
/// </summary>
public static class Varint
{
    /// <summary>The bytes of a value: 1 to 5.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GetSize(uint value) => (BitOperations.Log2(value) / 7) + 1;

    /// <summary>The bytes of a value: 1 to 10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int GetSize(ulong value) => (BitOperations.Log2(value) / 7) + 1;

    /// <summary>The bytes of a value: 1 to 5, and 5 for every negative one.</summary>
    public static int GetSize(int value) => GetSize((uint)value);

    /// <summary>The bytes of a value: 1 to 10, and 10 for every negative one.</summary>
    public static int GetSize(long value) => GetSize((ulong)value);

    /// <summary>Writes a value.</summary>
    /// <returns>The bytes written: what <see cref="GetSize(uint)"/> says.</returns>
    public static int Write(Span<byte> destination, uint value) => Write(destination, (ulong)value);

    /// <summary>Writes a value.</summary>
    /// <returns>The bytes written: what <see cref="GetSize(ulong)"/> says.</returns>
    public static int Write(Span<byte> destination, ulong value)
    {
        var size = 0;
        for (; value >= 0x80; value >>= 7) destination[size++] = (byte)(value | 0x80);
        destination[size++] = (byte)value;
        return size;
    }

    /// <summary>Writes the 32 bits of a signed value.</summary>
    /// <returns>The bytes written: what <see cref="GetSize(int)"/> says.</returns>
    public static int Write(Span<byte> destination, int value) => Write(destination, (ulong)(uint)value);

    /// <summary>Writes the 64 bits of a signed value.</summary>
    /// <returns>The bytes written: what <see cref="GetSize(long)"/> says.</returns>
    public static int Write(Span<byte> destination, long value) => Write(destination, (ulong)value);

    /// <summary>Reads a value of 32 bits and steps over it.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the value stands; afterwards the byte behind it.</param>
    /// <param name="value">The value, or 0.</param>
    /// <param name="error">That it is cut off, wider than 32 bits, or spelled in more bytes than needed.</param>
    public static bool TryTakeUInt32(ReadOnlySpan<byte> body, string field, ref int position, out uint value, out DecodeError error)
    {
        var taken = TryTake(body, 32, field, ref position, out var bits, out error);
        value = (uint)bits;
        return taken;
    }

    /// <summary>Reads a value of 64 bits and steps over it.</summary>
    /// <inheritdoc cref="TryTakeUInt32"/>
    public static bool TryTakeUInt64(ReadOnlySpan<byte> body, string field, ref int position, out ulong value, out DecodeError error) =>
        TryTake(body, 64, field, ref position, out value, out error);

    /// <summary>Reads a signed value of 32 bits and steps over it.</summary>
    /// <inheritdoc cref="TryTakeUInt32"/>
    public static bool TryTakeInt32(ReadOnlySpan<byte> body, string field, ref int position, out int value, out DecodeError error)
    {
        var taken = TryTake(body, 32, field, ref position, out var bits, out error);
        value = (int)(uint)bits;
        return taken;
    }

    /// <summary>Reads a signed value of 64 bits and steps over it.</summary>
    /// <inheritdoc cref="TryTakeUInt32"/>
    public static bool TryTakeInt64(ReadOnlySpan<byte> body, string field, ref int position, out long value, out DecodeError error)
    {
        var taken = TryTake(body, 64, field, ref position, out var bits, out error);
        value = (long)bits;
        return taken;
    }

    /// <summary>Reads a value from bytes of which more may arrive: for a frame's length.</summary>
    /// <param name="source">Bytes that begin with the value.</param>
    /// <param name="width">32 or 64 bits.</param>
    /// <param name="value">The value, or 0.</param>
    /// <param name="size">The bytes read; 0 unless done.</param>
    /// <returns>
    /// <see cref="OperationStatus.Done"/>; <see cref="OperationStatus.NeedMoreData"/> where the bytes end inside the value;
    /// <see cref="OperationStatus.InvalidData"/> where it is wider than its width or spelled in more bytes than needed.
    /// </returns>
    public static OperationStatus Read(ReadOnlySpan<byte> source, int width, out ulong value, out int size)
    {
        (value, size) = (0, 0);
        var last = (width - 1) / 7;
        var bits = 0UL;
        for (var index = 0; index < source.Length; index++)
        {
            var part = source[index];
            if (index == last && part >> (width - (7 * last)) != 0) return OperationStatus.InvalidData;
            bits |= (ulong)(part & 0x7F) << (7 * index);
            if (part >= 0x80) continue;
            if (part == 0 && index > 0) return OperationStatus.InvalidData;
            (value, size) = (bits, index + 1);
            return OperationStatus.Done;
        }

        return OperationStatus.NeedMoreData;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryTake(ReadOnlySpan<byte> body, int width, string field, ref int position, out ulong value, out DecodeError error)
    {
        if ((uint)position < (uint)body.Length && body[position] < 0x80)
        {
            value = body[position++];
            DecodeError.LeaveAsIs(out error);
            return true;
        }

        return TryTakeLong(body, width, field, ref position, out value, out error);
    }

    private static bool TryTakeLong(ReadOnlySpan<byte> body, int width, string field, ref int position, out ulong value, out DecodeError error)
    {
        var source = body[position..];
        switch (Read(source, width, out value, out var size))
        {
            case OperationStatus.Done:
                position += size;
                DecodeError.LeaveAsIs(out error);
                return true;
            case OperationStatus.NeedMoreData:
                return DecodeError.TooShort(field, position, source.Length + 1, source.Length, out error);
            default:
                var end = source.IndexOfAnyInRange((byte)0, (byte)0x7F);
                return end > 0 && end <= (width - 1) / 7 && source[end] == 0
                    ? DecodeError.OverLong(field, position, end + 1, out error)
                    : DecodeError.TooWide(field, position, width, out error);
        }
    }
}
