using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Integers of seven bits a byte, least significant first; only the shortest spelling is a value, unless others are kept.</summary>
internal static class VarintBytes
{
    /// <summary>Why there is no value where the last byte says that more follow.</summary>
    public const string Cut = "ends in the middle";

    /// <summary>Reads a value; 0 bytes, and the reason, where there is none.</summary>
    public static int Read(byte[] bytes, int offset, int end, VarintType type, bool isLenient, out WireInteger value, out string problem)
    {
        (value, problem) = (default, "");
        var bits = 0UL;
        for (var size = 0; offset + size < end;)
        {
            var part = bytes[offset + size];
            var shift = 7 * size++;
            var isTooWide = size > type.MaxSize || (size == type.MaxSize && part >> (type.Bits - shift) != 0);
            if (isTooWide) return Refuse($"does not fit {type.Bits} bits", out problem);

            bits |= (ulong)(part & 0x7F) << shift;
            if (part >= 0x80) continue;
            if (part == 0 && size > 1 && !isLenient) return Refuse("is spelled in more bytes than it needs", out problem);

            value = Decode(bits, type);
            return size;
        }

        return Refuse(Cut, out problem);
    }

    /// <summary>Writes a value in the fewest bytes, but not in fewer than asked for; the type's most at the most.</summary>
    public static byte[] Write(WireInteger value, VarintType type, int size = 1)
    {
        var bytes = new List<byte>();
        var bits = Encode(value, type);
        for (; bits >= 0x80 || bytes.Count + 1 < Math.Min(size, type.MaxSize); bits >>= 7) bytes.Add((byte)(bits | 0x80));
        bytes.Add((byte)bits);
        return [.. bytes];
    }

    private static WireInteger Decode(ulong bits, VarintType type) => type.Coding switch
    {
        VarintCoding.Unsigned => new(bits),
        VarintCoding.ZigZag => new((long)(bits >> 1) ^ -(long)(bits & 1)),
        _ => new(type.Bits == 32 ? (int)bits : (long)bits),
    };

    private static ulong Encode(WireInteger value, VarintType type) => type.Coding switch
    {
        VarintCoding.ZigZag => (value.Bits << 1) ^ (ulong)((long)value.Bits >> 63),
        _ => type.Bits == 32 ? (uint)value.Bits : value.Bits,
    };

    private static int Refuse(string reason, out string problem)
    {
        problem = reason;
        return 0;
    }
}
