using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ProtoGen.Codec;

/// <summary>Fields that announce their own length.</summary>
public static class LengthPrefix
{
    /// <summary>Reads a prefix and steps over the bytes it announces.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="prefixSize">Bytes of the prefix.</param>
    /// <param name="bigEndian">Whether its most significant byte comes first.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the prefix stands; afterwards the byte behind the field.</param>
    /// <param name="range">Where the announced bytes stand.</param>
    /// <param name="error">Why there is no such field.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // both constants fold
    public static bool TryTake(ReadOnlySpan<byte> body, int prefixSize, bool bigEndian, string field, ref int position, out WireRange range, out DecodeError error)
    {
        var left = body.Length - position - prefixSize;
        if (left < 0) return Short(field, position, prefixSize, body.Length - position, out range, out error);
        var announced = Read(body.Slice(position, prefixSize), prefixSize, bigEndian);
        if (announced > (ulong)left) return Short(field, position, announced > long.MaxValue ? long.MaxValue : (long)announced, left, out range, out error);
        range = new(position + prefixSize, (int)announced);
        position += prefixSize + (int)announced;
        DecodeError.LeaveAsIs(out error);
        return true;
    }

    /// <summary>Reads a prefix that says a size, and steps over it alone.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="prefixSize">Bytes of the prefix.</param>
    /// <param name="bigEndian">Whether its most significant byte comes first.</param>
    /// <param name="field">The path for the error.</param>
    /// <param name="position">Where the prefix stands; afterwards the byte behind it.</param>
    /// <param name="size">The size; <see cref="long.MaxValue"/> where it is larger still, which no body holds.</param>
    /// <param name="error">That the body ends in the prefix.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // both constants fold
    public static bool TryTakeSize(ReadOnlySpan<byte> body, int prefixSize, bool bigEndian, string field, ref int position, out long size, out DecodeError error)
    {
        var left = body.Length - position;
        if (left < prefixSize)
        {
            size = 0;
            return DecodeError.TooShort(field, position, prefixSize, left, out error);
        }

        size = (long)Math.Min(Read(body.Slice(position, prefixSize), prefixSize, bigEndian), long.MaxValue);
        position += prefixSize;
        DecodeError.LeaveAsIs(out error);
        return true;
    }

    /// <summary>Reads a signed prefix that says a size, and steps over it alone; a size below zero is refused by whoever takes the bytes.</summary>
    /// <inheritdoc cref="TryTakeSize"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]   // both constants fold
    public static bool TryTakeSignedSize(ReadOnlySpan<byte> body, int prefixSize, bool bigEndian, string field, ref int position, out long size, out DecodeError error)
    {
        var taken = TryTakeSize(body, prefixSize, bigEndian, field, ref position, out size, out error);
        var sign = 1L << ((8 * prefixSize) - 1);
        if (prefixSize < 8 && (size & sign) != 0) size = -1;
        return taken;
    }

    /// <summary>Writes a prefix.</summary>
    /// <returns>Its bytes.</returns>
    public static int WriteSize(Span<byte> destination, int prefixSize, bool bigEndian, int value)
    {
        Write(destination, prefixSize, bigEndian, value);
        return prefixSize;
    }

    /// <summary>Writes a prefix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(Span<byte> destination, int prefixSize, bool bigEndian, int value)
    {
        switch (prefixSize)
        {
            case 1: destination[0] = (byte)value; break;
            case 2 when bigEndian: BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)value); break;
            case 2: BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)value); break;
            case 4 when bigEndian: BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)value); break;
            case 4: BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)value); break;
            default:
                if (bigEndian) PackedInteger.WriteBigEndian(destination[..prefixSize], value);
                else PackedInteger.WriteLittleEndian(destination[..prefixSize], value);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Read(ReadOnlySpan<byte> source, int prefixSize, bool bigEndian) => prefixSize switch
    {
        1 => source[0],
        2 => bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(source) : BinaryPrimitives.ReadUInt16LittleEndian(source),
        4 => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(source) : BinaryPrimitives.ReadUInt32LittleEndian(source),
        _ => bigEndian ? PackedInteger.ReadUnsignedBigEndian(source) : PackedInteger.ReadUnsignedLittleEndian(source),
    };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Short(string field, int position, long needed, int found, out WireRange range, out DecodeError error)
    {
        range = default;
        return DecodeError.TooShort(field, position, needed, found, out error);
    }
}
