using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Framing;

public sealed class FrameWriterTests
{
    [Fact]
    public void A_frame_is_written_as_the_schema_shows_it()
    {
        var frame = new byte[64];
        var length = DeviceLinkProtocol.WriteFrame(Answers.Time("2026-11-22 20:00:00"), frame);
        Assert.Equal("0000001502" + "00" + "323032362D31312D32322032303A30303A3030", Convert.ToHexString(frame, 0, length));
    }

    [Fact]
    public void A_destination_that_is_too_short_is_left_alone()
    {
        var frame = new byte[5];
        Assert.Throws<EncodeException>(() => DeviceLinkProtocol.WriteFrame(new HeartbeatReply { ErrorCode = ErrorCode.Ok }, frame));
        Assert.Equal(new byte[5], frame);
    }

    [Fact]
    public void A_frame_above_the_protocols_limit_is_refused()
    {
        var frame = new byte[4 << 20];
        var reply = Answers.Time(new('x', DeviceLinkProtocol.MaxFrameBytes));
        Assert.Throws<EncodeException>(() => DeviceLinkProtocol.WriteFrame(in reply, frame));
    }
}
