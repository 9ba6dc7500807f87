using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Generated;

/// <summary>Framing on bytes that come as they like.</summary>
public class ReadFrameTests
{
    private static readonly byte[][] AllFrames =
    [
        Frames.Register(), Frames.RegisterReply, Frames.Heartbeat, Frames.HeartbeatReply, Frames.GetDateTime, Frames.DateTimeReply(),
        Frames.Notice(1, "news"), Frames.Hex("0000000b 04 01 78 00000004 00010203"), Frames.Frame(0x7f, [1, 2, 3]), Frames.Frame(0xff, []),
    ];

    public static TheoryData<string> Hex => [.. AllFrames.Select(frame => frame.ToHex())];

    [Theory]
    [MemberData(nameof(Hex))]
    public void A_frame_cut_anywhere_needs_more_and_takes_nothing(string hex)
    {
        var whole = Frames.Hex(hex);
        for (var length = 0; length < whole.Length; length++)
        {
            ReadOnlySpan<byte> input = whole.AsSpan(0, length);
            Assert.Equal(FrameStatus.NeedMore, DeviceLinkProtocol.ReadFrame(ref input, out _));
            Assert.Equal(length, input.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Hex))]
    public void Two_frames_in_one_piece_are_taken_one_by_one(string hex)
    {
        var first = Frames.Hex(hex);
        foreach (var second in AllFrames)
        {
            ReadOnlySpan<byte> input = (byte[])[.. first, .. second];
            AssertFrame(first, ref input);
            AssertFrame(second, ref input);
            Assert.True(input.IsEmpty);
        }
    }

    [Theory]
    [MemberData(nameof(Hex))]
    public void A_frame_and_a_part_of_the_next_gives_the_frame_and_keeps_the_part(string hex)
    {
        var next = Frames.Hex(hex);
        for (var length = 0; length < next.Length; length++)
        {
            ReadOnlySpan<byte> input = (byte[])[.. Frames.Heartbeat, .. next.AsSpan(0, length)];
            AssertFrame(Frames.Heartbeat, ref input);
            Assert.Equal(FrameStatus.NeedMore, DeviceLinkProtocol.ReadFrame(ref input, out _));
            Assert.Equal(length, input.Length);
        }
    }

    [Theory]
    [InlineData("00000000", FrameStatus.Malformed)]
    [InlineData("ffffffff", FrameStatus.TooLarge)]
    [InlineData("80000000", FrameStatus.TooLarge)]
    [InlineData("001ffffd", FrameStatus.TooLarge)]
    [InlineData("001ffffc", FrameStatus.NeedMore)]
    public void A_length_is_judged_before_anything_follows_it(string hex, FrameStatus expected)
    {
        ReadOnlySpan<byte> input = Frames.Hex(hex);
        Assert.Equal(expected, DeviceLinkProtocol.ReadFrame(ref input, out _));
        Assert.Equal(4, input.Length);
    }

    private static void AssertFrame(byte[] expected, ref ReadOnlySpan<byte> input)
    {
        Assert.Equal(FrameStatus.Frame, DeviceLinkProtocol.ReadFrame(ref input, out var frame));
        Assert.Equal((sbyte)expected[4], frame.Id);
        Assert.Equal(expected.Length, frame.Length);
        Assert.Equal(expected[5..].ToHex(), frame.Body.ToArray().ToHex());
    }
}
