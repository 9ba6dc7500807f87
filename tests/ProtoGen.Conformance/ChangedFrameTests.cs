using System.Buffers;
using Tests.Changed;

namespace ProtoGen.Conformance;

/// <summary>Frames that code of a user's own finds, with bodies that it transforms.</summary>
public class ChangedFrameTests
{
    private static readonly ChangedHeader Packed = new() { Flags = new() { Packed = true } };

    [Fact]
    public void A_frame_goes_onto_the_wire_as_its_framer_writes_it()
    {
        var wire = Write(new Echo { Text = "\0a" }, default);

        // flags 0, id 1, a zero, an 'a'
        Assert.Equal("01" + "0201" + "0261" + "00", Convert.ToHexString(wire));
        Assert.Equal("\0a", Read<Echo>(wire).Text);
    }

    [Fact]
    public void A_frame_cut_anywhere_needs_more()
    {
        var wire = Write(new Echo { Text = "hello" }, default);
        for (var length = 0; length < wire.Length; length++)
        {
            ReadOnlySpan<byte> input = wire.AsSpan(0, length);
            Assert.Equal(FrameStatus.NeedMore, ChangedProtocol.ReadFrame(ref input, out _));
            Assert.Equal(length, input.Length);
        }
    }

    [Fact]
    public void What_is_no_frame_is_dropped_before_one()
    {
        ReadOnlySpan<byte> input = (byte[])[0, 0, .. Write(new Echo { Text = "a" }, default)];

        Assert.Equal(FrameStatus.Frame, ChangedProtocol.ReadFrame(ref input, out _));
        Assert.True(input.IsEmpty);
    }

    [Fact]
    public void A_body_is_transformed_where_its_header_says_so()
    {
        var text = new string('a', 3000);
        var wire = Write(new Echo { Text = text }, Packed);

        Assert.InRange(wire.Length, 1, 60);
        Assert.Equal(text, Read<Echo>(wire).Text);
    }

    [Fact]
    public void The_frame_says_how_it_came()
    {
        ReadOnlySpan<byte> input = Write(new Echo { Text = "a" }, Packed);

        Assert.Equal(FrameStatus.Frame, ChangedProtocol.ReadFrame(ref input, out var frame));
        Assert.Equal((Packed, 1), (frame.Header, (int)frame.Id));
    }

    [Fact]
    public void A_message_may_have_a_transform_of_its_own()
    {
        var wire = Write(new Secret { Number = 2 }, default);

        Assert.Equal("01" + "06035A5A5A58" + "00", Convert.ToHexString(wire));
        Assert.Equal(2u, Read<Secret>(wire).Number);
    }

    [Fact]
    public void A_transformed_body_larger_than_allowed_is_refused_on_both_sides()
    {
        Assert.Throws<EncodeException>(() => Write(new Echo { Text = new string('a', (1 << 20) + 1) }, Packed));

        var body = new ArrayBufferWriter<byte>();
        Deflate.Encode(in Packed, new byte[(1 << 20) + 1], body);
        var wire = new ArrayBufferWriter<byte>();
        Cobs.Write([1, 1, .. body.WrittenSpan], wire);
        var input = wire.WrittenSpan;
        Assert.Equal(FrameStatus.TooLarge, ChangedProtocol.ReadFrame(ref input, out _));
    }

    [Theory]
    [InlineData("03 01 01 05 ffffffff 00")]   // no Brotli
    [InlineData("01 07 03 5a5a5a5a5a 00")]    // the transform throws
    [InlineData("05 01 00")]                  // the framer refuses
    [InlineData("01 00")]                     // too short for a header
    public void Bytes_that_code_of_the_user_refuses_are_malformed(string hex)
    {
        ReadOnlySpan<byte> input = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(FrameStatus.Malformed, ChangedProtocol.ReadFrame(ref input, out _));
    }

    [Fact]
    public void What_a_transform_throws_goes_to_the_sender() =>
        Assert.Throws<InvalidOperationException>(() => Write(new Secret { Number = 0xFF000000 }, default));

    private static byte[] Write<T>(T message, ChangedHeader header) where T : struct, IMessage<T>
    {
        var destination = new byte[512];
        return destination[..ChangedProtocol.WriteFrame(in message, in header, destination)];
    }

    private static T Read<T>(byte[] wire) where T : struct, IMessage<T>
    {
        ReadOnlySpan<byte> input = wire;
        Assert.Equal(FrameStatus.Frame, ChangedProtocol.ReadFrame(ref input, out var frame));
        Assert.True(input.IsEmpty);
        Assert.True(T.TryDecode(frame.Body, out var message, out var error), error.ToString());
        return message;
    }
}
