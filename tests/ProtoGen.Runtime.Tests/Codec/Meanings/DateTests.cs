using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec.Meanings;

public sealed class DateTests
{
    [Theory]
    [InlineData(0L, "1970-01-01T00:00:00Z")]
    [InlineData(1_700_000_000L, "2023-11-14T22:13:20Z")]
    [InlineData(4_294_967_295L, "2106-02-07T06:28:15Z")]
    [InlineData(-1L, "1969-12-31T23:59:59Z")]
    [InlineData(-62_135_596_800L, "0001-01-01T00:00:00Z")]
    [InlineData(253_402_300_799L, "9999-12-31T23:59:59Z")]
    public void Unix_seconds_are_instants(long raw, string text)
    {
        var instant = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(UnixTime.TryReadSeconds(raw, out var value));
        Assert.Equal(instant, value);
        Assert.Equal(raw, UnixTime.ToSeconds(value, long.MinValue, long.MaxValue, "Report", "Time"));
        Assert.True(UnixTime.TryReadMilliseconds((raw * 1000) + 999, out value));
        Assert.Equal(instant.AddMilliseconds(999), value);
        Assert.Equal((raw * 1000) + 999, UnixTime.ToMilliseconds(value, long.MinValue, long.MaxValue, "Report", "Time"));
    }

    [Fact]
    public void Numbers_that_are_no_instant_do_not_throw()
    {
        Assert.False(UnixTime.TryReadSeconds(253_402_300_800L, out _));
        Assert.False(UnixTime.TryReadSeconds(-62_135_596_801L, out _));
        Assert.False(UnixTime.TryReadSeconds(long.MaxValue, out _));
        Assert.False(UnixTime.TryReadSeconds(ulong.MaxValue, out _));
        Assert.False(UnixTime.TryReadMilliseconds(253_402_300_800_000L, out _));
        Assert.False(UnixTime.TryReadMilliseconds(-62_135_596_800_001L, out _));
        Assert.False(UnixTime.TryReadMilliseconds(ulong.MaxValue, out _));
        Assert.True(UnixTime.TryReadMilliseconds(0UL, out _));
    }

    [Fact]
    public void Fractions_are_cut_off_towards_the_past()
    {
        var instant = new DateTimeOffset(1969, 12, 31, 23, 59, 58, 500, TimeSpan.Zero);
        Assert.Equal(-2, UnixTime.ToSeconds(instant, int.MinValue, int.MaxValue, "Report", "Time"));
        Assert.Equal(-1500, UnixTime.ToMilliseconds(instant.AddTicks(1), long.MinValue, long.MaxValue, "Report", "Time"));
        Assert.Equal(0, UnixTime.ToSeconds(new(1970, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)), 0, uint.MaxValue, "Report", "Time"));
    }

    [Fact]
    public void An_instant_outside_the_field_is_refused()
    {
        var late = new DateTimeOffset(2107, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(
            "Report.Time: is 2107-01-01 00:00:00Z, but the field holds 1970-01-01 00:00:00Z to 2106-02-07 06:28:15Z",
            Assert.Throws<EncodeException>(() => UnixTime.ToSeconds(late, 0, uint.MaxValue, "Report", "Time")).Message);
        Assert.Equal(
            "Report.Time: is 2107-01-01 00:00:00Z, but the field holds 1970-01-01 00:00:00Z to 1970-02-19 17:02:47Z",
            Assert.Throws<EncodeException>(() => UnixTime.ToMilliseconds(late, 0, uint.MaxValue, "Report", "Time")).Message);
    }

    [Theory]
    [InlineData("240229235959", "2024-02-29T23:59:59")]
    [InlineData("000101000000", "2000-01-01T00:00:00")]
    [InlineData("991231120000", "2099-12-31T12:00:00")]
    [InlineData("19991231120000", "1999-12-31T12:00:00")]
    [InlineData("00010101000000", "0001-01-01T00:00:00")]
    [InlineData("99991231235959", "9999-12-31T23:59:59")]
    public void Dates_in_bcd_come_back(string hex, string text)
    {
        var bytes = Convert.FromHexString(hex);
        Assert.True(BcdDateTime.TryRead(bytes, out var value));
        Assert.Equal(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), value);
        Assert.Equal(DateTimeKind.Unspecified, value.Kind);
        var written = new byte[bytes.Length];
        BcdDateTime.Check(value, bytes.Length, "Report", "Time");
        BcdDateTime.Write(value, written);
        Assert.Equal(bytes, written);
    }

    [Theory]
    [InlineData("230229000000")]
    [InlineData("240001000000")]
    [InlineData("241301000000")]
    [InlineData("240100000000")]
    [InlineData("240132000000")]
    [InlineData("240101240000")]
    [InlineData("240101006000")]
    [InlineData("240101000060")]
    [InlineData("2A0101000000")]
    [InlineData("24010100000F")]
    [InlineData("FFFFFFFFFFFF")]
    [InlineData("00000101000000")]
    [InlineData("000000000000")]
    public void Digits_that_are_no_date_do_not_throw(string hex)
    {
        Assert.False(BcdDateTime.TryRead(Convert.FromHexString(hex), out var value));
        Assert.Equal(default, value);
    }

    [Fact]
    public void Dates_in_six_numbers_come_back()
    {
        byte[] bytes = [24, 2, 29, 23, 59, 58];
        Assert.True(BinaryDateTime.TryRead(bytes, out var value));
        Assert.Equal(new(2024, 2, 29, 23, 59, 58), value);
        BinaryDateTime.Check(value, "Report", "Time");
        var written = new byte[6];
        BinaryDateTime.Write(value.AddMilliseconds(900), written);
        Assert.Equal(bytes, written);
    }

    [Theory]
    [InlineData(23, 2, 29, 0, 0, 0)]
    [InlineData(100, 1, 1, 0, 0, 0)]
    [InlineData(24, 0, 1, 0, 0, 0)]
    [InlineData(24, 1, 1, 24, 0, 0)]
    [InlineData(255, 255, 255, 255, 255, 255)]
    public void Numbers_that_are_no_date_do_not_throw(byte year, byte month, byte day, byte hour, byte minute, byte second) =>
        Assert.False(BinaryDateTime.TryRead([year, month, day, hour, minute, second], out _));

    [Fact]
    public void A_year_that_two_digits_cannot_tell_is_refused()
    {
        var old = new DateTime(1999, 12, 31);
        Assert.Equal(
            "Report.Time: is 1999-12-31T00:00:00, but the field holds 2000-01-01 to 2099-12-31",
            Assert.Throws<EncodeException>(() => BcdDateTime.Check(old, 6, "Report", "Time")).Message);
        Assert.Throws<EncodeException>(() => BinaryDateTime.Check(new(2100, 1, 1), "Report", "Time"));
        BcdDateTime.Check(old, 7, "Report", "Time");
    }

    [Fact]
    public void Refusing_allocates_nothing()
    {
        byte[] bytes = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        Allocations.AreNone(() =>
        {
            BcdDateTime.TryRead(bytes, out _);
            BinaryDateTime.TryRead(bytes, out _);
            UnixTime.TryReadSeconds(long.MinValue, out _);
        });
    }
}
