using ProtoGen.Codec;
using ProtoGen.Framing;

namespace ProtoGen.Runtime.Tests.Framing;

/// <summary>What an error of a body says about the end of a frame.</summary>
public class FrameMeasureTests
{
    private static readonly byte[] Content = new byte[10];

    [Fact]
    public void Fields_that_take_all_bytes_end_with_them() => AssertFound(FrameStatus.Frame, 13, isWhole: true, default);

    [Fact]
    public void Bytes_behind_the_last_field_show_where_it_ends() => AssertFound(FrameStatus.Frame, 7, isWhole: false, Errors.Of((out error) => DecodeError.Trailing("Message", 4, 6, out error)));

    [Fact]
    public void Bytes_behind_a_value_inside_are_an_error() => AssertFound(FrameStatus.Malformed, 3, isWhole: false, Errors.Of((out error) => DecodeError.Trailing("Inner", 4, 6, out error)).In("Message.Field"));

    [Fact]
    public void A_field_that_is_cut_off_needs_what_it_lacks() => AssertFound(FrameStatus.NeedMore, 3 + 10 + 5, isWhole: false, Errors.Of((out error) => DecodeError.TooShort("Message.Field", 2, 13, 8, out error)));

    [Fact]
    public void A_terminator_that_has_not_come_needs_a_byte() => AssertFound(FrameStatus.NeedMore, 3 + 10 + 1, isWhole: false, Errors.Of((out error) => DecodeError.NotTerminated("Message.Field", 2, 8, out error)));

    [Fact]
    public void An_error_inside_a_bound_stays_whatever_comes()
    {
        var error = Errors.Of((out error) => DecodeError.TooShort("Inner.Field", 2, 13, 8, out error));
        Assert.False(DecodeError.Enclose(ref error));
        AssertFound(FrameStatus.Malformed, 3, isWhole: false, error.In("Message.Inner", 3));
    }

    [Fact]
    public void A_size_beyond_all_numbers_needs_more_than_any_frame_has() =>
        AssertFound(FrameStatus.NeedMore, int.MaxValue, isWhole: false, Errors.Of((out error) => DecodeError.TooShort("Message.Field", 2, long.MaxValue, 8, out error)));

    [Fact]
    public void Elements_behind_the_one_that_is_cut_off_are_needed_too()
    {
        // The second of four texts lacks two bytes; the two behind it have a prefix each.
        ReadOnlySpan<byte> body = [1, (byte)'a', 3, (byte)'b'];
        var position = 0;
        Assert.False(WireLists.TryTake<Short, int, int>(body, default, 4, "Message.List", ref position, out _, out var error));
        var end = 0;
        Assert.Equal(FrameStatus.NeedMore, FrameMeasure.Find(false, in error, body, ref end));
        Assert.Equal(4 + 2 + 2, end);
    }

    [Fact]
    public void No_byte_beyond_the_largest_frame_belongs_to_a_body()
    {
        Assert.Equal(2, FrameMeasure.Content(Content, 3, 5).Length);
        Assert.Equal(7, FrameMeasure.Content(Content, 3, 50).Length);
        Assert.Equal(0, FrameMeasure.Content(Content, 3, 2).Length);
    }

    [Fact]
    public void A_body_of_one_size_ends_behind_it()
    {
        var end = 3;
        Assert.Equal(FrameStatus.Frame, FrameMeasure.Skip(Content, ref end, 7));
        Assert.Equal(10, end);
        Assert.Equal(FrameStatus.NeedMore, FrameMeasure.Skip(Content, ref end, 1));
        Assert.Equal(11, end);
    }

    private static void AssertFound(FrameStatus expected, int expectedEnd, bool isWhole, DecodeError error)
    {
        var end = 3;
        Assert.Equal(expected, FrameMeasure.Find(isWhole, in error, Content, ref end));
        Assert.Equal(expectedEnd, end);
    }

    /// <summary>Bytes with their number before them.</summary>
    private sealed class Short : IWireCodec<int, int>
    {
        public static int MinSize => 1;

        public static int PlainSize => 0;

        public static bool TryTake(ReadOnlySpan<byte> body, scoped in WireOuter outer, scoped ref int position, out int view, out DecodeError error)
        {
            view = 0;
            return LengthPrefix.TryTake(body, 1, bigEndian: true, "Short", ref position, out _, out error);
        }

        public static bool TryRead(ReadOnlySpan<byte> body, in WireOuter outer, ref int position, out int value, out DecodeError error) =>
            TryTake(body, in outer, ref position, out value, out error);

        public static long Measure(in int value, in WireOuter outer, long position) => throw new NotSupportedException();

        public static int Encode(in int value, in WireOuter outer, Span<byte> body, int position) => throw new NotSupportedException();
    }
}
