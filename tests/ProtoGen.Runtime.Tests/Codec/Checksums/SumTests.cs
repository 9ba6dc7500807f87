using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec.Checksums;

public sealed class SumTests
{
    [Fact]
    public void Sums_of_no_bytes_are_what_they_start_with()
    {
        Assert.Equal(0u, ByteSum.Append(0, []));
        Assert.Equal(0, ByteXor.Append(0, []));
        Assert.Equal(0, Fletcher16.Append(0, []));
        Assert.Equal(1u, Adler32.Append(Adler32.Start, []));
    }

    [Fact]
    public void Known_values_come_out()
    {
        Assert.Equal(477u, ByteSum.Append(0, "123456789"u8));
        Assert.Equal(0x31, ByteXor.Append(0, "123456789"u8));
        Assert.Equal(0xC8F0, Fletcher16.Append(0, "abcde"u8));
        Assert.Equal(0x2057, Fletcher16.Append(0, "abcdef"u8));
        Assert.Equal(0x0627, Fletcher16.Append(0, "abcdefgh"u8));
        Assert.Equal(0x11E60398u, Adler32.Append(Adler32.Start, "Wikipedia"u8));
        Assert.Equal(0x091E01DEu, Adler32.Append(Adler32.Start, "123456789"u8));
    }

    [Fact]
    public void Every_length_agrees_with_a_plain_loop_however_it_is_cut()
    {
        var random = new Random(3);
        for (var length = 0; length <= 300; length++) Compare(random, length, fill: null);
        foreach (var length in new[] { 5551, 5552, 5553, 5802, 5803, 70_000 })
        {
            Compare(random, length, fill: null);
            Compare(random, length, fill: 0xFF);
        }
    }

    private static void Compare(Random random, int length, byte? fill)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        if (fill is { } value) bytes.AsSpan().Fill(value);
        uint sum = 0, low = 0, high = 0, first = 1, second = 0;
        byte xor = 0;
        foreach (var item in bytes)
        {
            sum += item;
            xor ^= item;
            low = (low + item) % 255;
            high = (high + low) % 255;
            first = (first + item) % 65521;
            second = (second + first) % 65521;
        }

        var cut = random.Next(length + 1);
        ReadOnlySpan<byte> begin = bytes.AsSpan(0, cut), end = bytes.AsSpan(cut);
        Assert.Equal(sum, ByteSum.Append(ByteSum.Append(0, begin), end));
        Assert.Equal(xor, ByteXor.Append(ByteXor.Append(0, begin), end));
        Assert.Equal((high << 8) | low, Fletcher16.Append(Fletcher16.Append(0, begin), end));
        Assert.Equal((second << 16) | first, Adler32.Append(Adler32.Append(Adler32.Start, begin), end));
    }
}
