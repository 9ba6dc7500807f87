using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Layout.Walk;

public class FrameRoundTripTests
{
    private static readonly Protocol Marked = Schemas.Compile("""
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
        messages:
          Any: { id: -2, from: client, fields: { data: "bytes[rest]" } }
        """);

    [Fact]
    public void Marks_and_id_may_stand_around_the_body()
    {
        Assert.Equal((3, 4), (Marked.Frame.HeadSize, Marked.Frame.TailSize));
        var bytes = Write([0xAA, 0xBB]);
        Assert.Equal("7878" + "06" + "aabb" + "feff" + "0a0d", Convert.ToHexStringLower(bytes));
        Assert.True(TryRead(bytes, out var reading, out _));
        Assert.Equal("-2", Assert.Single(reading!.Ids).ToString());
        Assert.Equal([0xAA, 0xBB], reading.Body);
    }

    [Theory]
    [InlineData("787804feff0a", "", 6, "has 6 bytes, but takes 7 without a body")]
    [InlineData("787905feff0a0d", "start", 0, "is 30841, but must be 30840")]
    [InlineData("787805feff0a0d", "length", 2, "is 5, but must be 4")]
    [InlineData("787804feff0a0e", "stop", 5, "is 3594, but must be 3338")]
    [InlineData("7878ffffffffffffffffffffffffffffffffffff0a0d", "", 0, "has 22 bytes, more than its maxSize of 20")]
    public void A_frame_that_does_not_fit_says_where_and_why(string hex, string field, int offset, string problem)
    {
        Assert.False(TryRead(Convert.FromHexString(hex), out _, out var failure));
        Assert.Equal((field, offset, problem), (failure!.Field, failure.Offset, failure.Problem));
    }

    [Fact]
    public void A_length_too_narrow_for_the_body_is_not_written() => Assert.Throws<ArgumentException>(() => Write(new byte[300]));

    private static bool TryRead(byte[] bytes, out FrameReading? reading, out BodyFailure? failure) =>
        FrameReader.TryRead(Marked.Framing, bytes, WalkContext.Empty, _ => default, out reading, out failure);

    private static byte[] Write(byte[] body)
    {
        var message = Marked.Messages[0];
        return FrameWriter.Write(Marked.Framing, Marked.Frame, message, message.Ids, [], body, WalkContext.Empty);
    }
}
