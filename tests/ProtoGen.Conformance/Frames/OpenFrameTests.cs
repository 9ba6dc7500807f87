using ProtoGen.Conformance.Proof;
using ProtoGen.Framing;
using Tests.Card;
using Tests.Socks5;

namespace ProtoGen.Conformance.Frames;

/// <summary>Frames that end where the fields of their message end.</summary>
public class OpenFrameTests
{
    [Fact]
    public void A_conversation_without_lengths_is_framed_by_side_and_phase()
    {
        FrameVectors.Prove<Socks5Framing, NoHeader>("socks5");
        ProveValues("socks5");
    }

    [Fact]
    public void A_map_of_bits_says_which_fields_a_frame_has()
    {
        FrameVectors.Prove<CardFraming, CardHeader>("card");
        ProveValues("card");
    }

    [Theory]
    [InlineData("04 01", FrameStatus.Malformed)]                         // the version
    [InlineData("05 02", FrameStatus.Malformed)]                         // no such command
    [InlineData("05 01 00", FrameStatus.NeedMore)]
    [InlineData("05 01 00 02", FrameStatus.Malformed)]                   // no such kind of address
    [InlineData("05 01 00 03 ff", FrameStatus.NeedMore)]
    public void A_request_is_refused_with_the_first_byte_that_none_has(string hex, FrameStatus expected)
    {
        ReadOnlySpan<byte> input = Bytes(hex);
        Assert.Equal(expected, Socks5Protocol.ReadFrame(Socks5Stream.AskingClient, ref input, out _));
    }

    [Theory]
    [InlineData("chip 0004", FrameStatus.NeedMore)]
    [InlineData("chip 0003 9f26 00", FrameStatus.Frame)]
    [InlineData("chip 0003 9f26 02", FrameStatus.Malformed)]             // beyond the bytes of the list, whatever follows
    [InlineData("chip 0003 9f26 02 abcd", FrameStatus.Malformed)]
    [InlineData("chip 0002 9f26", FrameStatus.Malformed)]
    [InlineData("chip ffff", FrameStatus.TooLarge)]
    [InlineData("chip 03ef", FrameStatus.NeedMore)]                      // 1024 bytes: as many as a frame may have
    [InlineData("chip 03f0", FrameStatus.TooLarge)]
    [InlineData("split ff", FrameStatus.TooLarge)]                       // 255 parts of seven bytes
    [InlineData("split 20", FrameStatus.NeedMore)]
    [InlineData("split 01 80 0000000005a0", FrameStatus.NeedMore)]       // digits are judged by the message
    [InlineData("split 00", FrameStatus.Frame)]
    [InlineData("split 01 80 000000000500 41 00", FrameStatus.Frame)]
    public void A_size_is_judged_before_its_bytes_have_come(string content, FrameStatus expected)
    {
        var hex = content
            .Replace("chip", "6000030000 0200 0000000000000200", StringComparison.Ordinal)
            .Replace("split", "6000030000 0200 8000000000000000 0080000000000000", StringComparison.Ordinal);
        ReadOnlySpan<byte> input = Bytes(hex);
        Assert.Equal(expected, CardProtocol.ReadFrame(CardStream.Client, ref input, out _));
    }

    [Fact]
    public void A_frame_that_has_begun_says_how_many_bytes_it_takes_at_least()
    {
        var input = Bytes("6000030000 0200 8000000000000000 0080000000000000 03 01");
        Assert.Equal(FrameStatus.NeedMore, CardFraming.ReadHead(input, CardFraming.MaxFrameBytes, 0, out var head));
        Assert.Equal(24 + (3 * 7), head.Length);
    }

    [Fact]
    public void A_limit_below_the_schemas_holds_for_frames_without_a_length_too()
    {
        var whole = Bytes("6000030000 0200 0000000000000200 0003 9f26 00");
        Assert.Equal(FrameStatus.Frame, CardFraming.ReadHead(whole, 20, 0, out _));
        Assert.Equal(FrameStatus.TooLarge, CardFraming.ReadHead(whole, 19, 0, out _));
        Assert.Equal(FrameStatus.TooLarge, CardFraming.ReadHead(whole, 3, 0, out _));
    }

    private static void ProveValues(string schema)
    {
        var protocol = FrameVectors.Read(schema);
        var proof = ProtocolProof.Of(protocol);
        foreach (var vector in protocol.Vectors)
        {
            if (vector.IsRefused) proof.ProveRefused(vector);
            else proof.Prove(vector);
        }
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
