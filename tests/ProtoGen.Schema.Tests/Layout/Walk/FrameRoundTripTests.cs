using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Layout.Walk;

public class FrameRoundTripTests
{
    private static readonly Frame Marked = Schemas.Compile("""
        protocol: Chat
        namespace: Samples.Chat
        endian: little
        frame:
          maxSize: 20
          layout:
            start: u16be = 0x7878
            length: u8 = bytes(length..stop) - 1
            body:
            id: i16
            stop: u16 = 0x0D0A
        """).Frame;

    [Fact]
    public void Marks_and_id_may_stand_around_the_body()
    {
        Assert.Equal((3, 4), (Marked.HeadSize, Marked.TailSize));
        Assert.Equal(4, Marked.Length!.Extra);
        var bytes = FrameWriter.Write(Marked, new(-2L), [0xAA, 0xBB]);
        Assert.Equal("7878" + "06" + "aabb" + "feff" + "0a0d", Convert.ToHexStringLower(bytes));
        Assert.True(FrameReader.TryRead(Marked, bytes, out var id, out var body, out _));
        Assert.Equal("-2", id.ToString());
        Assert.Equal([0xAA, 0xBB], body);
    }

    [Theory]
    [InlineData("787804feff0a", "", 6, "has 6 bytes, but takes 7 without a body")]
    [InlineData("787905feff0a0d", "start", 0, "is 30841, but must be 30840")]
    [InlineData("787805feff0a0d", "length", 2, "is 5, but must be 4")]
    [InlineData("787804feff0a0e", "stop", 5, "is 3594, but must be 3338")]
    [InlineData("7878ffffffffffffffffffffffffffffffffffff0a0d", "", 0, "has 22 bytes, more than its maxSize of 20")]
    public void A_frame_that_does_not_fit_says_where_and_why(string hex, string field, int offset, string problem)
    {
        Assert.False(FrameReader.TryRead(Marked, Convert.FromHexString(hex), out _, out _, out var failure));
        Assert.Equal(new BodyFailure(field, offset, problem), failure);
    }

    [Fact]
    public void A_length_too_narrow_for_the_body_is_not_written() =>
        Assert.Throws<ArgumentException>(() => FrameWriter.Write(Marked, new(0L), new byte[300]));
}
