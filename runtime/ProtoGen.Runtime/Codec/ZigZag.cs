namespace ProtoGen.Codec;

/// <summary>Signed integers as a <see cref="Varint"/> of 0, -1, 1, -2, 2, …: small in either direction takes few bytes.</summary>
public static class ZigZag
{
    /// <summary>The bytes of a value: 1 to 5.</summary>
    public static int GetSize(int value) => Varint.GetSize(Encode(value));

    /// <summary>The bytes of a value: 1 to 10.</summary>
    public static int GetSize(long value) => Varint.GetSize(Encode(value));

    /// <summary>Writes a value.</summary>
    /// <returns>The bytes written: what <see cref="GetSize(int)"/> says.</returns>
    public static int Write(Span<byte> destination, int value) => Varint.Write(destination, Encode(value));

    /// <summary>Writes a value.</summary>
    /// <returns>The bytes written: what <see cref="GetSize(long)"/> says.</returns>
    public static int Write(Span<byte> destination, long value) => Varint.Write(destination, Encode(value));

    /// <summary>Reads a value of 32 bits and steps over it.</summary>
    /// <inheritdoc cref="Varint.TryTakeUInt32"/>
    public static bool TryTakeInt32(ReadOnlySpan<byte> body, string field, ref int position, out int value, out DecodeError error)
    {
        var taken = Varint.TryTakeUInt32(body, field, ref position, out var bits, out error);
        value = (int)(bits >> 1) ^ -(int)(bits & 1);
        return taken;
    }

    /// <summary>Reads a value of 64 bits and steps over it.</summary>
    /// <inheritdoc cref="Varint.TryTakeUInt32"/>
    public static bool TryTakeInt64(ReadOnlySpan<byte> body, string field, ref int position, out long value, out DecodeError error)
    {
        var taken = Varint.TryTakeUInt64(body, field, ref position, out var bits, out error);
        value = (long)(bits >> 1) ^ -(long)(bits & 1);
        return taken;
    }

    private static uint Encode(int value) => (uint)((value << 1) ^ (value >> 31));

    private static ulong Encode(long value) => (ulong)((value << 1) ^ (value >> 63));
}
