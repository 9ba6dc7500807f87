using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Layout.Walk;

public class BodyFailureTests
{
    [Theory]
    [InlineData("value: u32", "000102", "value", 0, "needs 4 bytes, but the body has 3 left")]
    [InlineData("value: bool", "02", "value", 0, "is 2, but a bool is 0 or 1")]
    [InlineData("value: u8", "0102", "", 1, "has 1 bytes more than its fields take")]
    [InlineData("value: string[u8]", "", "value", 0, "needs 1 bytes, but the body has 0 left")]
    [InlineData("value: string[u8]", "0261", "value", 1, "needs 2 bytes, but the body has 1 left")]
    [InlineData("value: bytes[u64]", "ffffffffffffffff00", "value", 8, "needs 18446744073709551615 bytes, but the body has 1 left")]
    [InlineData("value: string[u8]", "01ff", "value", 1, "is not utf-8 text")]
    [InlineData("value: { type: 1s, encoding: ascii }", "80", "value", 0, "is not ascii text")]
    [InlineData("value: u8 = 3", "04", "value", 0, "is 4, but must be 3")]
    public void A_body_that_does_not_fit_says_where_and_why(string field, string hex, string where, int offset, string problem)
    {
        var layout = Schemas.Message(field).Layout;
        Assert.False(BodyReader.TryRead(layout, Convert.FromHexString(hex), out _, out var failure));
        Assert.Equal((where, offset, problem), (failure!.Field, failure.Offset, failure.Problem));
    }

    [Fact]
    public void A_rest_too_short_for_what_follows_it_is_refused()
    {
        var layout = Schemas.Message("text: string[rest]", "sum: u16").Layout;
        Assert.False(BodyReader.TryRead(layout, [1], out _, out var failure));
        Assert.Equal("sum", failure!.Field);
    }

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        var layout = Schemas.Message("a: u16", "b: string[u16]", "c: 3s", "d: bytes[u64]", "e: bool", "f: string[rest]", "g: i24").Layout;
        var random = new Random(4);
        for (var i = 0; i < 2000; i++)
        {
            var body = new byte[random.Next(40)];
            random.NextBytes(body);
            if (random.Next(2) == 0) Array.Clear(body, 0, Math.Min(body.Length, 12));
            if (BodyReader.TryRead(layout, body, out var values, out _)) Assert.Equal(body, BodyWriter.Write(layout, values));
        }
    }

    [Theory]
    [InlineData("value: 2s", "abc")]
    [InlineData("value: { type: 2s, encoding: ascii }", "é")]
    public void A_text_that_does_not_fit_is_not_written(string field, string text) =>
        Assert.Throws<ArgumentException>(() => BodyWriter.Write(Schemas.Message(field).Layout, [new("value", new TextValue(text))]));

    [Fact]
    public void A_prefix_too_narrow_for_its_text_is_not_written() =>
        Assert.Throws<ArgumentException>(() => BodyWriter.Write(Schemas.Message("value: string[u8]").Layout, [new("value", new TextValue(new string('a', 256)))]));

    [Fact]
    public void A_missing_value_is_not_written() =>
        Assert.Throws<ArgumentException>(() => BodyWriter.Write(Schemas.Message("value: u8").Layout, []));
}
