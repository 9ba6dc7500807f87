using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec;

public sealed class VarintPrefixTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(127, 128)]
    [InlineData(128, 130)]
    [InlineData(20_000, 20_003)]
    public void The_prefix_grows_with_the_length(int length, int size)
    {
        Assert.Equal(size, VarintPrefix.GetSize(length, "Chat", "Text"));
        var body = new byte[size + 3];
        Varint.Write(body.AsSpan(2), (uint)length);
        var position = 2;
        Assert.True(VarintPrefix.TryTake(body, "Chat.Text", ref position, out var range, out _));
        Assert.Equal((new WireRange(2 + size - length, length), 2 + size), (range, position));
    }

    [Theory]
    [InlineData("", "needs 1 bytes, found 0")]
    [InlineData("0241", "needs 2 bytes, found 1")]
    [InlineData("FFFFFFFF0F41", "needs 4294967295 bytes, found 1")]
    [InlineData("810041", "takes 2 bytes, more than its value needs")]
    [InlineData("FFFFFFFF7F41", "is not an integer of 32 bits")]
    public void A_length_that_the_body_does_not_hold_is_refused(string hex, string problem)
    {
        var position = 0;
        Assert.False(VarintPrefix.TryTake(Convert.FromHexString(hex), "Chat.Text", ref position, out var range, out var error));
        Assert.Equal($"Chat.Text at byte 0: {problem}", error.ToString());
        Assert.Equal((default, 0), (range, position));
    }

    [Fact]
    public void A_length_beyond_any_message_is_refused() =>
        Assert.Throws<EncodeException>(() => VarintPrefix.GetSize(int.MaxValue - 2, "Chat", "Text"));
}
