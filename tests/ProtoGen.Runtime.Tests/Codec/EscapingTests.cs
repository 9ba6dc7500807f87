using ProtoGen.Codec;

namespace ProtoGen.Runtime.Tests.Codec;

public sealed class EscapingTests
{
    // escape: { flag: 0x7e, map: { 0x7e: 0x7d02, 0x7d: 0x7d01 } }
    private static readonly Escaping Rule = new(0x7E, 0x7D, [0x7E, 0x7D], [0x02, 0x01]);

    [Theory]
    [InlineData("", "")]
    [InlineData("307E087D55", "307D02087D0155")]
    [InlineData("7E7E", "7D027D02")]
    [InlineData("7D02", "7D0102")]
    [InlineData("010203", "010203")]
    public void Special_bytes_become_two_and_one_again(string plain, string wire)
    {
        var source = Convert.FromHexString(plain);
        var size = Rule.GetSize(source);
        Assert.Equal(wire.Length / 2, size);

        var escaped = new byte[size];
        Assert.Equal(size, Rule.Escape(source, escaped));
        Assert.Equal(wire, Convert.ToHexString(escaped));

        Assert.True(Rule.TryUnescape(escaped, escaped, "frame", out var back, out _));
        Assert.Equal(plain, Convert.ToHexString(escaped.AsSpan(0, back)));
    }

    [Theory]
    [InlineData("307E", 1, "7e")]
    [InlineData("30317D", 2, "7d")]
    [InlineData("7D03", 0, "7d")]
    [InlineData("7D017D7D", 2, "7d")]
    public void A_byte_that_escapes_nothing_or_is_not_escaped_is_refused(string wire, int offset, string found)
    {
        var source = Convert.FromHexString(wire);
        Assert.False(Rule.TryUnescape(source, new byte[source.Length], "frame", out var size, out var error));
        Assert.Equal(0, size);
        Assert.Equal($"frame at byte {offset}: 0x{found} is not part of an escape sequence", error.ToString());
    }

    [Fact]
    public void Random_frames_come_back_wherever_they_are_escaped()
    {
        var random = new Random(6);
        for (var round = 0; round < 5000; round++)
        {
            var plain = new byte[random.Next(200)];
            random.NextBytes(plain);
            for (var count = random.Next(20); count > 0 && plain.Length > 0; count--) plain[random.Next(plain.Length)] = (byte)random.Next(0x7D, 0x7F);

            var wire = new byte[Rule.GetSize(plain)];
            Assert.Equal(wire.Length, Rule.Escape(plain, wire));
            Assert.False(wire.AsSpan().Contains((byte)0x7E));

            var inPlace = new byte[wire.Length];
            plain.CopyTo(inPlace.AsSpan());
            Rule.EscapeInPlace(inPlace, plain.Length);
            Assert.Equal(wire, inPlace);

            Assert.True(Rule.TryUnescape(wire, wire, "frame", out var size, out _));
            Assert.Equal(plain, wire[..size]);
        }
    }

    [Fact]
    public void Whatever_bytes_are_accepted_are_written_again()
    {
        var random = new Random(9);
        byte[] alphabet = [0x7D, 0x7D, 0x01, 0x02, 0x30, 0x7E];
        for (var round = 0; round < 20_000; round++)
        {
            var wire = new byte[random.Next(8)];
            for (var index = 0; index < wire.Length; index++) wire[index] = alphabet[random.Next(alphabet.Length)];
            var plain = new byte[wire.Length];
            if (!Rule.TryUnescape(wire, plain, "frame", out var size, out _)) continue;
            var again = new byte[wire.Length];
            Assert.Equal(wire.Length, Rule.Escape(plain.AsSpan(0, size), again));
            Assert.Equal(wire, again);
        }
    }

    [Fact]
    public void The_escape_byte_may_stand_for_itself()
    {
        var doubled = new Escaping(0x02, 0x10, [0x02, 0x10], [0x42, 0x10]);
        var wire = new byte[5];
        Assert.Equal(5, doubled.Escape([0x10, 0x02, 0x33], wire));
        Assert.Equal("1010104233", Convert.ToHexString(wire));
        Assert.True(doubled.TryUnescape(wire, wire, "frame", out var size, out _));
        Assert.Equal("100233", Convert.ToHexString(wire.AsSpan(0, size)));
    }

    [Fact]
    public void Rules_that_cannot_be_undone_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Escaping(0x7E, 0x7D, [0x7D], [0x01]));
        Assert.Throws<ArgumentException>(() => new Escaping(0x7E, 0x7D, [0x7E], [0x02]));
        Assert.Throws<ArgumentException>(() => new Escaping(0x7E, 0x7D, [0x7E, 0x7D], [0x01, 0x01]));
        Assert.Throws<ArgumentException>(() => new Escaping(0x7E, 0x7D, [0x7E, 0x7D], [0x7E, 0x01]));
        Assert.Throws<ArgumentException>(() => new Escaping(0x7E, 0x7D, [0x7E, 0x7D], [0x02]));
    }

    [Fact]
    public void Refusing_allocates_nothing()
    {
        byte[] wire = [0x30, 0x7D];
        var plain = new byte[2];
        Allocations.AreNone(() => Rule.TryUnescape(wire, plain, "frame", out _, out _));
    }
}
