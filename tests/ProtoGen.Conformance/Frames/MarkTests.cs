using Tests.Marks;

namespace ProtoGen.Conformance.Frames;

/// <summary>Constants of every kind tell variants apart, and are found again in a stream.</summary>
public class MarkTests
{
    [Fact]
    public void Variants_are_told_apart_by_texts_bytes_digits_and_bits() => FrameVectors.Prove<MarksFraming, MarksHeader>("marks");

    [Theory]
    [InlineData("41420000")]
    [InlineData("41424344")]
    [InlineData("41420001")]
    [InlineData("41420002")]
    public void The_next_frame_is_looked_for_by_them(string mark) =>
        Assert.Equal(3, MarksFraming.FindStart(Convert.FromHexString("FF4142" + mark + "0107")));

    [Fact]
    public void Another_mark_is_no_frame() => Assert.Equal(FrameStatus.Malformed, MarksFraming.ReadHead(Convert.FromHexString("414200030107"), MarksFraming.MaxFrameBytes, out _));
}
