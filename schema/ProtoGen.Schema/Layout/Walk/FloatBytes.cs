using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Layout.Walk;

/// <summary>IEEE 754 numbers, bit by bit: a conversion by the processor would change some NaNs.</summary>
internal static class FloatBytes
{
    private const ulong ExponentOfNaN = 0x7FF0_0000_0000_0000;

    public static FloatValue Read(byte[] bytes, int offset, FloatType type)
    {
        var bits = IntegerBytes.Read(bytes, offset, Unsigned(type)).Bits;
        return new((long)(type.Size switch { 8 => bits, 4 => Widen((uint)bits), _ => HalfBytes.Widen((uint)bits) }));
    }

    public static byte[] Write(FloatValue value, FloatType type)
    {
        var bits = type.Size switch { 8 => (ulong)value.Bits, 4 => Narrow(value), _ => HalfBytes.Narrow((ulong)value.Bits) };
        return IntegerBytes.Write(new(bits), Unsigned(type));
    }

    private static ulong Widen(uint bits)
    {
        var isNaN = (bits & 0x7F80_0000) == 0x7F80_0000 && (bits & 0x007F_FFFF) != 0;
        return isNaN
            ? ((ulong)(bits & 0x8000_0000) << 32) | ExponentOfNaN | ((ulong)(bits & 0x007F_FFFF) << 29)
            : (ulong)BitConverter.DoubleToInt64Bits(BitConverter.ToSingle(BitConverter.GetBytes(bits), 0));
    }

    private static uint Narrow(FloatValue value)
    {
        var bits = (ulong)value.Bits;
        return double.IsNaN(value.Value)
            ? (uint)(bits >> 32 & 0x8000_0000) | 0x7F80_0000 | (uint)(bits >> 29 & 0x007F_FFFF)
            : BitConverter.ToUInt32(BitConverter.GetBytes((float)value.Value), 0);
    }

    private static IntegerType Unsigned(FloatType type) => new(type.Size, Signed: false, type.Order);
}
