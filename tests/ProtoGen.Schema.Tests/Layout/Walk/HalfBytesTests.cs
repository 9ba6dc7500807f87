using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Layout.Walk;

/// <summary>Halves, which the schema's platform has no type for, against the type of the platform that the tests run on.</summary>
public class HalfBytesTests
{
    private static readonly FloatType Half = new(2, ByteOrder.Big);

    [Fact]
    public void Every_half_keeps_its_value_and_its_bits()
    {
        for (var bits = 0; bits <= ushort.MaxValue; bits++)
        {
            byte[] bytes = [(byte)(bits >> 8), (byte)bits];
            var value = (FloatValue)ValueBytes.Read(bytes, 0, Half, out _)!;

            Assert.Equal((double)BitConverter.UInt16BitsToHalf((ushort)bits), value.Value);
            Assert.Equal(bytes, ValueBytes.Write(value, Half));
        }
    }

    [Fact]
    public void A_double_becomes_the_nearest_half()
    {
        var random = new Random(1);
        for (var count = 0; count < 100_000; count++)
        {
            var value = (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-30, 20));
            var written = ValueBytes.Write(new FloatValue(BitConverter.DoubleToInt64Bits(value)), Half);

            Assert.Equal(BitConverter.HalfToUInt16Bits((System.Half)value), (ushort)((written[0] << 8) | written[1]));
        }
    }
}
