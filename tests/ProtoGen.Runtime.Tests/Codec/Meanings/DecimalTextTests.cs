using System.Text;
using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec.Meanings;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("007", '0', 7UL)]
    [InlineData("000", '0', 0UL)]
    [InlineData("  7", ' ', 7UL)]
    [InlineData("  0", ' ', 0UL)]
    [InlineData("123", ' ', 123UL)]
    [InlineData("18446744073709551615", ' ', ulong.MaxValue)]
    public void A_padded_number_comes_back(string text, char pad, ulong value)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Assert.True(DecimalText.TryReadFixed(bytes, (byte)pad, out var read));
        Assert.Equal(value, read);
        var written = new byte[bytes.Length];
        DecimalText.WriteFixed(value, written, (byte)pad);
        Assert.Equal(bytes, written);
    }

    [Theory]
    [InlineData("", '0')]
    [InlineData("   ", ' ')]
    [InlineData(" 07", ' ')]
    [InlineData("7  ", ' ')]
    [InlineData(" 7", '0')]
    [InlineData("-7", '0')]
    [InlineData("1 2", ' ')]
    [InlineData("18446744073709551616", '0')]
    [InlineData("99999999999999999999", '0')]
    [InlineData("100000000000000000000", '0')]
    public void What_is_no_number_or_has_another_spelling_is_refused(string text, char pad)
    {
        Assert.False(DecimalText.TryReadFixed(Encoding.ASCII.GetBytes(text), (byte)pad, out var value));
        Assert.Equal(0UL, value);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("10", true)]
    [InlineData("", false)]
    [InlineData("01", false)]
    [InlineData("00", false)]
    [InlineData("1x", false)]
    public void A_field_of_varying_size_takes_no_needless_zeros(string text, bool accepted) =>
        Assert.Equal(accepted, DecimalText.TryRead(Encoding.ASCII.GetBytes(text), out _));

    [Theory]
    [InlineData(0UL)]
    [InlineData(9UL)]
    [InlineData(10UL)]
    [InlineData(999UL)]
    [InlineData(ulong.MaxValue)]
    public void The_size_is_the_number_of_digits(ulong value)
    {
        var bytes = new byte[20];
        var size = DecimalText.Measure(value, 20, "Order", "Number");
        Assert.Equal(size, DecimalText.Write(value, bytes));
        Assert.True(DecimalText.TryRead(bytes.AsSpan(0, size), out var read));
        Assert.Equal(value, read);
    }

    [Fact]
    public void A_number_with_too_many_digits_is_refused() =>
        Assert.Equal(
            "Order.Number: needs 4 bytes, but at most 3 fit",
            Assert.Throws<EncodeException>(() => DecimalText.Measure(1000, 3, "Order", "Number")).Message);
}
