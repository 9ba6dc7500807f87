using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>Integers of 1 to 8 bytes, either order, signed or not.</summary>
internal static class IntegerBytes
{
    public static WireInteger Read(byte[] bytes, int offset, IntegerType type)
    {
        var bits = 0UL;
        for (var i = 0; i < type.Size; i++)
        {
            var place = type.Order == ByteOrder.Big ? i : type.Size - 1 - i;
            bits = (bits << 8) | bytes[offset + place];
        }

        // Shifting up and down again spreads the sign bit over the unused bytes.
        var unused = 64 - (type.Size * 8);
        return type.Signed ? new((long)(bits << unused) >> unused) : new(bits);
    }

    public static byte[] Write(WireInteger value, IntegerType type)
    {
        var bytes = new byte[type.Size];
        for (var i = 0; i < type.Size; i++)
        {
            var place = type.Order == ByteOrder.Big ? type.Size - 1 - i : i;
            bytes[place] = (byte)(value.Bits >> (i * 8));
        }

        return bytes;
    }
}
