using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec;

public sealed class ListSizesTests
{
    private const string Field = "Report.Values";

    [Fact]
    public void A_count_covers_that_many_elements()
    {
        var position = 1;
        Assert.True(ListSizes.TryTakeCounted([0xAA, 0, 2, 1, 2, 3, 4, 5], 2, bigEndian: true, 2, Field, ref position, out var range, out _));
        Assert.Equal((new WireRange(3, 4), 7), (range, position));
    }

    [Theory]
    [InlineData("", 4, "at byte 0: needs 4 bytes, found 0")]
    [InlineData("000000", 4, "at byte 0: needs 4 bytes, found 3")]
    [InlineData("0000000201020304", 4, "at byte 4: needs 16 bytes, found 4")]
    [InlineData("FFFFFFFF01020304", 4, "at byte 4: needs 34359738360 bytes, found 4")]
    [InlineData("2000000001020304", 4, "at byte 4: needs 4294967296 bytes, found 4")]
    [InlineData("FFFFFFFFFFFFFFFF", 8, "at byte 8: needs 9223372036854775807 bytes, found 0")]
    public void A_count_that_promises_more_than_the_body_holds_is_refused(string hex, int prefixSize, string problem)
    {
        var position = 0;
        Assert.False(ListSizes.TryTakeCounted(
            Convert.FromHexString(hex), prefixSize, bigEndian: true, 8, Field, ref position, out var range, out var error));
        Assert.Equal($"{Field} {problem}", error.ToString());
        Assert.Equal((default, 0), (range, position));
    }

    [Fact]
    public void Bytes_that_end_inside_an_element_are_refused()
    {
        Assert.True(ListSizes.TryDivide(new(3, 8), 4, Field, out _));
        Assert.True(ListSizes.TryDivide(new(3, 0), 4, Field, out _));
        Assert.False(ListSizes.TryDivide(new(3, 7), 4, Field, out var error));
        Assert.Equal($"{Field} at byte 3: has 7 bytes, no multiple of its elements' 4", error.ToString());
    }

    [Fact]
    public void A_list_longer_than_its_prefix_can_say_is_refused()
    {
        Assert.Equal(510, ListSizes.Measure(255, 2, 255, "Report", "Values"));
        Assert.Equal(
            "Report.Values: has 256 elements, but at most 255 fit",
            Assert.Throws<EncodeException>(() => ListSizes.Measure(256, 2, 255, "Report", "Values")).Message);
        Assert.Throws<EncodeException>(() => ListSizes.Measure(int.MaxValue, 8, uint.MaxValue, "Report", "Values"));
    }

    [Fact]
    public void Refusing_allocates_nothing()
    {
        byte[] body = [0xFF, 0xFF, 0xFF, 0xFF];
        Allocations.AreNone(() =>
        {
            var position = 0;
            ListSizes.TryTakeCounted(body, 4, bigEndian: true, 8, Field, ref position, out _, out _);
        });
    }
}
