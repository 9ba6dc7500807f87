using System.Runtime.CompilerServices;

namespace ProtoGen.Codec;

/// <summary>Bits packed into bytes, least significant first; those that fill the last byte are 0.</summary>
public static class BitLists
{
    /// <summary>Steps over a number of bits.</summary>
    public static bool TryTake(ReadOnlySpan<byte> body, long count, string field, ref int position, out WireItems items, out DecodeError error)
    {
        items = default;
        var left = body.Length - position;
        if (count < 0 || count > 8L * left)
            return count < 0 ? DecodeError.BadSize(field, position, out error) : DecodeError.TooShort(field, position, (count / 8) + (count % 8 == 0 ? 0 : 1), left, out error);
        var size = (int)((count + 7) / 8);
        if (count % 8 != 0 && body[position + size - 1] >> (int)(count % 8) != 0) return DecodeError.NotZero(field, position, out error);
        items = new(position, size, (int)count);
        position += size;
        DecodeError.LeaveAsIs(out error);
        return true;
    }

    /// <summary>Copies bits out of a body.</summary>
    public static WireList<bool> Read(ReadOnlySpan<byte> source, int count)
    {
        if (count == 0) return default;
        var bits = new bool[count];
        for (var index = 0; index < bits.Length; index++) bits[index] = (source[index >> 3] >> (index & 7) & 1) != 0;
        return new(bits);
    }

    /// <summary>The bytes of a list, if its size can be announced.</summary>
    /// <exception cref="EncodeException">There are more than <paramref name="limit"/> bits.</exception>
    public static int Measure(WireList<bool> value, long limit, string message, string field)
    {
        if (value.Count > limit) throw EncodeException.TooMany(message, field, value.Count, limit);
        return (int)(((long)value.Count + 7) / 8);
    }

    /// <summary>Writes bits.</summary>
    /// <returns>The bytes written.</returns>
    public static int Write(WireList<bool> value, Span<byte> destination)
    {
        destination.Clear();
        var bits = value.Span;
        for (var index = 0; index < bits.Length; index++) destination[index >> 3] |= (byte)(Unsafe.BitCast<bool, byte>(bits[index]) << (index & 7));
        return destination.Length;
    }
}
