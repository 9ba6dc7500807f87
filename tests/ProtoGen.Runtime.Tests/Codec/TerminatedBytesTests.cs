using System.Text;
using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec;

public sealed class TerminatedBytesTests
{
    [Theory]
    [InlineData("414200", "00", 0, 2, 3)]
    [InlineData("00", "00", 0, 0, 1)]
    [InlineData("004100", "00", 1, 1, 3)]
    [InlineData("410D420D0A43", "0D0A", 0, 3, 5)]
    [InlineData("0D0D0A", "0D0A", 0, 1, 3)]
    public void A_field_ends_where_its_terminator_occurs(string hex, string terminator, int position, int length, int behind)
    {
        var start = position;
        Assert.True(TerminatedBytes.TryTake(
            Convert.FromHexString(hex), Convert.FromHexString(terminator), "Login.Name", ref position, out var range, out _));
        Assert.Equal(new WireRange(start, length), range);
        Assert.Equal(behind, position);
    }

    [Theory]
    [InlineData("41", "00")]
    [InlineData("4142", "00")]
    [InlineData("41420D", "0D0A")]
    public void Without_a_terminator_there_is_no_field(string hex, string terminator)
    {
        var position = 1;
        var body = Convert.FromHexString(hex);
        Assert.False(TerminatedBytes.TryTake(body, Convert.FromHexString(terminator), "Login.Name", ref position, out _, out var error));
        Assert.Equal($"Login.Name at byte 1: no terminator in the {body.Length - 1} bytes left", error.ToString());
        Assert.Equal(1, position);
    }

    [Fact]
    public void Wide_text_ends_at_a_whole_character()
    {
        var body = Encoding.Unicode.GetBytes("\u4100\u0041\0x");   // 00 41 41 00 00 00: a search by bytes would end it one byte early
        var position = 0;
        Assert.True(TerminatedBytes.TryTakeWide(body, [0, 0], "Login.Name", ref position, out var range, out _));
        Assert.Equal((new WireRange(0, 4), 6), (range, position));
        position = 0;
        Assert.False(TerminatedBytes.TryTakeWide(body.AsSpan(0, 5), [0, 0], "Login.Name", ref position, out _, out _));
    }

    [Theory]
    [InlineData("4100", "00")]
    [InlineData("0D0A", "0D0A")]
    [InlineData("410D0A42", "0D0A")]
    [InlineData("4100", "0000")]
    public void A_value_that_would_end_early_is_refused(string hex, string terminator)
    {
        WireList<byte> value = Convert.FromHexString(hex);
        var thrown = Assert.Throws<EncodeException>(() => TerminatedBytes.Measure(value, Convert.FromHexString(terminator), 100, "Login", "Name"));
        Assert.Equal("Login.Name: holds the bytes that end the field, and what follows them would be lost", thrown.Message);
    }

    [Fact]
    public void Text_is_checked_by_its_characters()
    {
        TerminatedBytes.Check("a\rb\nc\r", "\r\n", "Login", "Name");
        Assert.Throws<EncodeException>(() => TerminatedBytes.Check("a\r\nb", "\r\n", "Login", "Name"));
        Assert.Throws<EncodeException>(() => TerminatedBytes.Check("a\0", "\0", "Login", "Name"));
    }

    [Fact]
    public void A_value_that_is_too_long_is_refused() =>
        Assert.Equal(
            "Login.Name: needs 3 bytes, but at most 2 fit",
            Assert.Throws<EncodeException>(() => TerminatedBytes.Measure([1, 2, 3], [0], 2, "Login", "Name")).Message);

    [Fact]
    public void Random_values_come_back_or_are_refused()
    {
        var random = new Random(5);
        byte[][] terminators = [[0], [1, 2], [0, 0]];
        var written = new byte[16];
        for (var round = 0; round < 20_000; round++)
        {
            var terminator = terminators[round % 3];
            var bytes = new byte[random.Next(8)];
            for (var index = 0; index < bytes.Length; index++) bytes[index] = (byte)random.Next(4);
            WireList<byte> value = bytes;
            int size;
            try
            {
                size = TerminatedBytes.Measure(value, terminator, 100, "M", "F");
            }
            catch (EncodeException)
            {
                Assert.True(((byte[])[.. bytes, .. terminator]).AsSpan().IndexOf(terminator) < bytes.Length);
                continue;
            }

            Assert.Equal(size, TerminatedBytes.Write(value, terminator, written));
            var position = 0;
            Assert.True(TerminatedBytes.TryTake(written.AsSpan(0, size), terminator, "M.F", ref position, out var range, out _));
            Assert.Equal(size, position);
            Assert.Equal(value, WireBytes.Read(range.Of(written)));
        }
    }

    [Fact]
    public void Refusing_allocates_nothing()
    {
        byte[] body = [1, 2, 3];
        Allocations.AreNone(() =>
        {
            var position = 0;
            TerminatedBytes.TryTake(body, [0], "M.F", ref position, out _, out _);
        });
    }
}
