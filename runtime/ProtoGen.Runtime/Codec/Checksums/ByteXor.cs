using System.Numerics;
using System.Runtime.InteropServices;

namespace ProtoGen.Codec;

/// <summary>All bytes combined by exclusive or: <c>xor8</c>.</summary>
public static class ByteXor
{
    /// <summary>Combines more bytes; the first value is 0.</summary>
    public static byte Append(byte xor, ReadOnlySpan<byte> bytes)
    {
        var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        if (!vectors.IsEmpty)
        {
            var all = Vector<byte>.Zero;
            foreach (var vector in vectors) all ^= vector;
            var folded = 0UL;
            for (var index = 0; index < Vector<ulong>.Count; index++) folded ^= all.As<byte, ulong>()[index];
            folded ^= folded >> 32;
            folded ^= folded >> 16;
            xor ^= (byte)(folded ^ (folded >> 8));
        }

        foreach (var value in bytes[(vectors.Length * Vector<byte>.Count)..]) xor ^= value;
        return xor;
    }
}
