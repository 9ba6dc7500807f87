using System.Buffers;
using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec;

public sealed class VarintTests
{
    private const string Field = "Login.Size";

    [Theory]
    [InlineData(0u, "00")]
    [InlineData(1u, "01")]
    [InlineData(127u, "7F")]
    [InlineData(128u, "8001")]
    [InlineData(300u, "AC02")]
    [InlineData(16383u, "FF7F")]
    [InlineData(16384u, "808001")]
    [InlineData(2097151u, "FFFF7F")]
    [InlineData(2097152u, "80808001")]
    [InlineData(268435455u, "FFFFFF7F")]
    [InlineData(268435456u, "8080808001")]
    [InlineData(uint.MaxValue, "FFFFFFFF0F")]
    public void Unsigned_32_bits_have_these_bytes(uint value, string hex)
    {
        Span<byte> bytes = stackalloc byte[5];
        var size = Varint.Write(bytes, value);
        Assert.Equal(hex, Convert.ToHexString(bytes[..size]));
        Assert.Equal(Varint.GetSize(value), size);
        var position = 0;
        Assert.True(Varint.TryTakeUInt32(bytes[..size], Field, ref position, out var read, out _));
        Assert.Equal((value, size), (read, position));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(-1, "FFFFFFFF0F")]
    [InlineData(int.MaxValue, "FFFFFFFF07")]
    [InlineData(int.MinValue, "8080808008")]
    public void Signed_32_bits_are_the_twos_complement(int value, string hex)
    {
        Span<byte> bytes = stackalloc byte[5];
        var size = Varint.Write(bytes, value);
        Assert.Equal(hex, Convert.ToHexString(bytes[..size]));
        Assert.Equal(Varint.GetSize(value), size);
        var position = 0;
        Assert.True(Varint.TryTakeInt32(bytes[..size], Field, ref position, out var read, out _));
        Assert.Equal((value, size), (read, position));
    }

    [Theory]
    [InlineData(-1L, "FFFFFFFFFFFFFFFFFF01")]
    [InlineData(long.MaxValue, "FFFFFFFFFFFFFFFF7F")]
    [InlineData(long.MinValue, "80808080808080808001")]
    public void Signed_64_bits_are_the_twos_complement(long value, string hex)
    {
        Span<byte> bytes = stackalloc byte[10];
        var size = Varint.Write(bytes, value);
        Assert.Equal(hex, Convert.ToHexString(bytes[..size]));
        Assert.Equal(Varint.GetSize(value), size);
        var position = 0;
        Assert.True(Varint.TryTakeInt64(bytes[..size], Field, ref position, out var read, out _));
        Assert.Equal((value, size), (read, position));
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(-1, "01")]
    [InlineData(1, "02")]
    [InlineData(-2, "03")]
    [InlineData(int.MaxValue, "FEFFFFFF0F")]
    [InlineData(int.MinValue, "FFFFFFFF0F")]
    public void Zigzag_keeps_small_numbers_short_in_both_directions(int value, string hex)
    {
        Span<byte> bytes = stackalloc byte[5];
        var size = ZigZag.Write(bytes, value);
        Assert.Equal(hex, Convert.ToHexString(bytes[..size]));
        Assert.Equal(ZigZag.GetSize(value), size);
        var position = 0;
        Assert.True(ZigZag.TryTakeInt32(bytes[..size], Field, ref position, out var read, out _));
        Assert.Equal((value, size), (read, position));
    }

    [Theory]
    [InlineData(long.MaxValue, "FEFFFFFFFFFFFFFFFF01")]
    [InlineData(long.MinValue, "FFFFFFFFFFFFFFFFFF01")]
    [InlineData(-1L, "01")]
    public void Zigzag_spans_all_of_64_bits(long value, string hex)
    {
        Span<byte> bytes = stackalloc byte[10];
        var size = ZigZag.Write(bytes, value);
        Assert.Equal(hex, Convert.ToHexString(bytes[..size]));
        Assert.Equal(ZigZag.GetSize(value), size);
        var position = 0;
        Assert.True(ZigZag.TryTakeInt64(bytes[..size], Field, ref position, out var read, out _));
        Assert.Equal((value, size), (read, position));
    }

    [Theory]
    [InlineData("", "needs 1 bytes, found 0")]
    [InlineData("80", "needs 2 bytes, found 1")]
    [InlineData("FFFFFFFF", "needs 5 bytes, found 4")]
    [InlineData("8000", "takes 2 bytes, more than its value needs")]
    [InlineData("FF8000", "takes 3 bytes, more than its value needs")]
    [InlineData("8080808000", "takes 5 bytes, more than its value needs")]
    [InlineData("FFFFFFFF10", "is not an integer of 32 bits")]
    [InlineData("FFFFFFFF7F", "is not an integer of 32 bits")]
    [InlineData("808080808000", "is not an integer of 32 bits")]
    [InlineData("8080808080", "is not an integer of 32 bits")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", "is not an integer of 32 bits")]
    public void What_is_no_32_bit_value_is_refused(string hex, string problem)
    {
        byte[] body = [0xAA, .. Convert.FromHexString(hex)];
        var position = 1;
        Assert.False(Varint.TryTakeUInt32(body, Field, ref position, out var value, out var error));
        Assert.Equal($"{Field} at byte 1: {problem}", error.ToString());
        Assert.Equal((0u, 1), (value, position));
        Assert.False(Varint.TryTakeInt32(body, Field, ref position, out _, out _));
        Assert.False(ZigZag.TryTakeInt32(body, Field, ref position, out _, out _));
    }

    [Theory]
    [InlineData("FFFFFFFFFFFFFFFFFF", "needs 10 bytes, found 9")]
    [InlineData("FFFFFFFFFFFFFFFFFF02", "is not an integer of 64 bits")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF", "is not an integer of 64 bits")]
    [InlineData("FFFFFFFFFFFFFFFFFF00", "takes 10 bytes, more than its value needs")]
    public void What_is_no_64_bit_value_is_refused(string hex, string problem)
    {
        var body = Convert.FromHexString(hex);
        var position = 0;
        Assert.False(Varint.TryTakeUInt64(body, Field, ref position, out _, out var error));
        Assert.Equal($"{Field} at byte 0: {problem}", error.ToString());
        Assert.False(Varint.TryTakeInt64(body, Field, ref position, out _, out _));
        Assert.False(ZigZag.TryTakeInt64(body, Field, ref position, out _, out _));
    }

    [Theory]
    [InlineData("", OperationStatus.NeedMoreData)]
    [InlineData("FFFFFFFF", OperationStatus.NeedMoreData)]
    [InlineData("FFFFFFFFFF", OperationStatus.InvalidData)]
    [InlineData("8000", OperationStatus.InvalidData)]
    [InlineData("AC02FFFF", OperationStatus.Done)]
    public void A_partial_read_tells_too_few_bytes_from_bad_ones(string hex, OperationStatus expected)
    {
        Assert.Equal(expected, Varint.Read(Convert.FromHexString(hex), 32, out var value, out var size));
        Assert.Equal(expected == OperationStatus.Done ? (300UL, 2) : (0UL, 0), (value, size));
    }

    [Fact]
    public void Random_values_of_every_width_come_back()
    {
        var random = new Random(7);
        Span<byte> bytes = stackalloc byte[10];
        for (var round = 0; round < 20_000; round++)
        {
            var value = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            var position = 0;
            var size = Varint.Write(bytes, value);
            Assert.Equal(Varint.GetSize(value), size);
            Assert.True(Varint.TryTakeUInt64(bytes[..size], Field, ref position, out var wide, out _));
            Assert.Equal(value, wide);

            position = 0;
            size = Varint.Write(bytes, (int)value);
            Assert.True(Varint.TryTakeInt32(bytes[..size], Field, ref position, out var narrow, out _));
            Assert.Equal((int)value, narrow);

            position = 0;
            size = ZigZag.Write(bytes, (long)value);
            Assert.Equal(ZigZag.GetSize((long)value), size);
            Assert.True(ZigZag.TryTakeInt64(bytes[..size], Field, ref position, out var zigzag, out _));
            Assert.Equal((long)value, zigzag);
        }
    }

    [Fact]
    public void Whatever_bytes_are_accepted_are_written_again()
    {
        var random = new Random(8);
        var bytes = new byte[6];
        Span<byte> again = stackalloc byte[5];
        for (var round = 0; round < 50_000; round++)
        {
            random.NextBytes(bytes);
            if (round % 3 == 0) bytes[random.Next(6)] = 0;
            var position = 0;
            if (!Varint.TryTakeUInt32(bytes, Field, ref position, out var value, out _)) continue;
            Assert.Equal(position, Varint.Write(again, value));
            Assert.True(again[..position].SequenceEqual(bytes.AsSpan(0, position)));
        }
    }

    [Fact]
    public void Refusing_allocates_nothing()
    {
        byte[] endless = [.. Enumerable.Repeat((byte)0xFF, 64)];
        byte[] overlong = [0x80, 0x00];
        Allocations.AreNone(() =>
        {
            var position = 0;
            Varint.TryTakeUInt64(endless, Field, ref position, out _, out _);
            Varint.TryTakeUInt32(overlong, Field, ref position, out _, out _);
            ZigZag.TryTakeInt32([], Field, ref position, out _, out _);
        });
    }
}
