using ProtoGen.Framing;
using Tests.Widths;
using Tests.ZmtpVariants;
using Zmtp = ProtoGen.Conformance.Zmtp3;

namespace ProtoGen.Conformance.Frames;

/// <summary>Lengths of several widths, in one layout and in two.</summary>
public class WidthTests
{
    [Fact]
    public void A_part_of_named_bits_tells_variants_apart()
    {
        FrameVectors.Prove<ZmtpVariantsFraming, ZmtpVariantsHeader>("zmtp");
        var destination = new byte[16];
        var header = new ZmtpVariantsHeader { Variant = ZmtpVariantsVariant.Long, Flags = new() { More = true, Quick = true } };
        var size = ZmtpVariantsProtocol.WriteFrame(new Tests.ZmtpVariants.Message { Data = new byte[] { 7 } }, in header, destination);
        Assert.Equal("0B000000000000000107", Convert.ToHexString(destination.AsSpan(0, size)));
    }

    [Fact]
    public void A_part_that_a_variant_fixes_cannot_be_set_to_something_else()
    {
        var destination = new byte[16];
        var header = new ZmtpVariantsHeader { Variant = ZmtpVariantsVariant.Short, Flags = new() { Quick = true } };
        var size = ZmtpVariantsProtocol.WriteFrame(new Tests.ZmtpVariants.Message { Data = new byte[] { 7 } }, in header, destination);
        Assert.Equal("000107", Convert.ToHexString(destination.AsSpan(0, size)));
    }

    [Fact]
    public void A_length_takes_the_first_width_that_holds_it() => FrameVectors.Prove<WidthsFraming, WidthsHeader>("widths");

    [Theory]
    [InlineData(506, "01 FF 0900")]
    [InlineData(508, "41 0100 0900")]
    [InlineData(131_066, "41 FFFF 0900")]
    [InlineData(131_068, "81 000001 0900")]
    public void The_width_follows_from_the_body(int size, string start)
    {
        var destination = new byte[size + 16];
        var header = new WidthsHeader { Serial = 9 };
        var written = WidthsProtocol.WriteFrame(new Say { Data = new byte[size] }, in header, destination);
        var head = start.Replace(" ", "", StringComparison.Ordinal);
        Assert.Equal(head, Convert.ToHexString(destination.AsSpan(0, head.Length / 2)));
        Assert.Equal(size + (head.Length / 2), written);

        var frame = destination.AsSpan(0, written);
        for (var length = 0; length < head.Length / 2; length++) Assert.Equal(FrameStatus.NeedMore, Read(frame[..length]));
        Assert.Equal(FrameStatus.NeedMore, Read(frame[..^1]));
        Assert.Equal(FrameStatus.Frame, Read(frame));
    }

    [Theory]
    [InlineData("41 0003 0700 0102", FrameStatus.Malformed)]   // wider than needed
    [InlineData("C1 000001 0900", FrameStatus.NeedMore)]       // judged once it is whole
    [InlineData("01 01 0700", FrameStatus.Malformed)]
    [InlineData("81 FFFFFF 0700", FrameStatus.TooLarge)]
    public void Lengths_are_judged(string hex, FrameStatus expected) =>
        Assert.Equal(expected, Read(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))));

    [Fact]
    public void The_second_key_of_a_width_is_no_spelling_of_its_own()
    {
        var frame = new byte[131_068 + 6];
        Convert.FromHexString("C10000010900").CopyTo(frame, 0);
        Assert.Equal(FrameStatus.Malformed, Read(frame));
        frame[0] = 0x81;
        Assert.Equal(FrameStatus.Frame, Read(frame));
    }

    [Fact]
    public void A_body_without_a_length_is_refused_before_a_byte_is_written() =>
        Assert.Throws<EncodeException>(() => WidthsProtocol.WriteFrame(new Say { Data = new byte[3] }, default, new byte[64]));

    [Fact]
    public void A_length_wider_than_needed_is_kept_and_a_new_header_takes_the_narrowest()
    {
        byte[] wide = [0x02, 0, 0, 0, 0, 0, 0, 0, 1, 0x61];
        var traffic = (2 * 1) + 0;
        Assert.Equal(FrameStatus.Frame, Zmtp.Zmtp3Framing.ReadHead(wide, 1024, traffic, out var head));
        var header = Zmtp.Zmtp3Framing.ReadHeader(wide, in head);
        Assert.Equal(wide.Length, Zmtp.Zmtp3Framing.GetFrameSize(in header, head.Key, 1, out var offset));
        Assert.Equal(9, offset);
        Assert.Equal(3, Zmtp.Zmtp3Framing.GetFrameSize(new() { Flags = header.Flags }, head.Key, 1, out _));
        Assert.NotEqual(header, new() { Flags = header.Flags });

        // What it can no longer say is said in the width that it needs.
        Zmtp.Zmtp3Framing.ReadHead([0, 1, 0x61], 1024, traffic, out var narrow);
        Assert.Equal(309, Zmtp.Zmtp3Framing.GetFrameSize(Zmtp.Zmtp3Framing.ReadHeader([0, 1, 0x61], in narrow), narrow.Key, 300, out _));
    }

    private static FrameStatus Read(ReadOnlySpan<byte> input) => WidthsFraming.ReadHead(input, WidthsFraming.MaxFrameBytes, out _);
}
