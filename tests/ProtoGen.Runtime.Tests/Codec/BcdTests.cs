using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec;

public sealed class BcdTests
{
    [Theory]
    [InlineData("013800138000", "013800138000")]
    [InlineData("000000000000", "000000000000")]
    [InlineData("999999999999", "999999999999")]
    public void A_plain_field_keeps_all_its_digits(string digits, string hex)
    {
        var bytes = new byte[6];
        Bcd.CheckFixed(digits, 6, filled: false, "Register", "Phone");
        Bcd.WriteFixed(digits, bytes);
        Assert.Equal(hex, Convert.ToHexString(bytes));
        Assert.True(Bcd.TryRead(bytes, filled: false, out var read));
        Assert.Equal(digits, read);
    }

    [Theory]
    [InlineData("869858030720693", "869858030720693F")]
    [InlineData("8698580307206931", "8698580307206931")]
    [InlineData("86", "86FFFFFFFFFFFFFF")]
    [InlineData("", "FFFFFFFFFFFFFFFF")]
    public void A_filled_field_ends_in_fifteens(string digits, string hex)
    {
        var bytes = new byte[8];
        Bcd.CheckFixed(digits, 8, filled: true, "Login", "Imei");
        Bcd.WriteFixed(digits, bytes);
        Assert.Equal(hex, Convert.ToHexString(bytes));
        Assert.True(Bcd.TryRead(bytes, filled: true, out var read));
        Assert.Equal(digits, read);
    }

    [Theory]
    [InlineData("12345A", false)]
    [InlineData("A23456", false)]
    [InlineData("12345F", false)]
    [InlineData("12F456", true)]
    [InlineData("1234FE", true)]
    [InlineData("F23456", true)]
    public void What_is_no_digit_is_refused(string hex, bool filled)
    {
        Assert.False(Bcd.TryRead(Convert.FromHexString(hex), filled, out var read));
        Assert.Equal("", read);
    }

    [Theory]
    [InlineData("13800138000", false, "Register.Phone: has 11 digits, but the field always holds 12; pad it with '0' on the left")]
    [InlineData("0013800138000", false, "Register.Phone: has 13 digits, but the field always holds 12; pad it with '0' on the left")]
    [InlineData("0013800138000", true, "Register.Phone: needs 7 bytes, but at most 6 fit")]
    [InlineData("1380013800x0", false, "Register.Phone: has a character that bcd cannot represent")]
    [InlineData("1380013800\u06600", false, "Register.Phone: has a character that bcd cannot represent")]
    [InlineData("-1", true, "Register.Phone: has a character that bcd cannot represent")]
    public void What_a_fixed_field_cannot_hold_is_refused(string digits, bool filled, string problem) =>
        Assert.Equal(problem, Assert.Throws<EncodeException>(() => Bcd.CheckFixed(digits, 6, filled, "Register", "Phone")).Message);

    [Fact]
    public void A_prefix_counts_bytes_not_digits()
    {
        var bytes = new byte[4];
        Assert.Equal(2, Bcd.Measure("123", 255, filled: true, "Login", "Imei"));
        Assert.Equal(3, Bcd.WritePrefixed("123", bytes, 1, bigEndian: true));
        Assert.Equal("02123F00", Convert.ToHexString(bytes));
        Assert.Equal(
            "Login.Imei: has 3 digits, but two fill a byte; pad it with '0' on the left",
            Assert.Throws<EncodeException>(() => Bcd.Measure("123", 255, filled: false, "Login", "Imei")).Message);
        Assert.Equal(
            "Login.Imei: needs 2 bytes, but at most 1 fit",
            Assert.Throws<EncodeException>(() => Bcd.Measure("1234", 1, filled: false, "Login", "Imei")).Message);
    }

    [Fact]
    public void Whatever_bytes_are_accepted_are_written_again()
    {
        var random = new Random(4);
        var bytes = new byte[3];
        var again = new byte[3];
        var accepted = 0;
        for (var round = 0; round < 50_000; round++)
        {
            random.NextBytes(bytes);
            if (round % 2 == 0) bytes[2] |= 0x0F;
            var filled = random.Next(2) == 0;
            if (!Bcd.TryRead(bytes, filled, out var digits)) continue;
            accepted++;
            Bcd.CheckFixed(digits, 3, filled, "M", "F");
            Bcd.WriteFixed(digits, again);
            Assert.Equal(bytes, again);
        }

        Assert.True(accepted > 100);
    }

    [Fact]
    public void Refusing_allocates_nothing()
    {
        byte[] bytes = [0x12, 0xAB];
        Allocations.AreNone(() => Bcd.TryRead(bytes, filled: true, out _));
    }
}
