using Tests.Every;

namespace ProtoGen.Conformance;

/// <summary>Frames with marks before and behind: found, refused, split and glued.</summary>
public class FramingTests
{
    private static readonly byte[] Frame = Convert.FromHexString("7878" + "0400" + "0600" + "0000" + "0D0A");

    [Fact]
    public void A_frame_is_written_with_its_length_id_and_marks()
    {
        var destination = new byte[64];
        var size = EveryProtocol.WriteFrame(new Ask { Question = "a" }, destination);

        Assert.Equal("7878" + "0700" + "0600" + "0000000161" + "0D0A", Convert.ToHexString(destination.AsSpan(0, size)));
    }

    [Fact]
    public void A_frame_split_anywhere_needs_more_until_its_last_byte()
    {
        for (var length = 0; length < Frame.Length; length++)
            Assert.Equal(FrameStatus.NeedMore, Read(Frame[..length]).Status);
    }

    [Fact]
    public void Two_frames_glued_are_two_frames()
    {
        ReadOnlySpan<byte> input = new byte[][] { [0x78, 0x78, 2, 0, 7, 0, 0x0D, 0x0A], [0x78, 0x78, 2, 0, 8, 0, 0x0D, 0x0A] }.SelectMany(part => part).ToArray();

        Assert.Equal(FrameStatus.Frame, EveryProtocol.ReadFrame(ref input, out var first));
        Assert.Equal(FrameStatus.Frame, EveryProtocol.ReadFrame(ref input, out var second));
        Assert.Equal((7, 8, 0), (first.Id, second.Id, input.Length));
    }

    [Theory]
    [InlineData("7978040006000000" + "0D0A", FrameStatus.Malformed)]   // start
    [InlineData("7878040006000000" + "0D0B", FrameStatus.Malformed)]   // stop
    [InlineData("787801000600" + "0D0A", FrameStatus.Malformed)]       // a length below the id's own size
    [InlineData("7878FFFF", FrameStatus.TooLarge)]
    public void Bad_frames_are_refused(string hex, FrameStatus expected) => Assert.Equal(expected, Read(Convert.FromHexString(hex)).Status);

    [Fact]
    public void A_body_larger_than_the_frame_allows_is_refused_before_a_byte_is_written()
    {
        var destination = new byte[8192];
        var message = new Ask { Question = new string('a', 4085) };

        Assert.Throws<EncodeException>(() => EveryProtocol.WriteFrame(message, destination));
        Assert.All(destination, part => Assert.Equal(0, part));
    }

    private static (FrameStatus Status, int Left) Read(byte[] bytes)
    {
        ReadOnlySpan<byte> input = bytes;
        return (EveryProtocol.ReadFrame(ref input, out _), input.Length);
    }
}
