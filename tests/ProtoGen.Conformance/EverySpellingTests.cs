using Tests.EverySpelling;

namespace ProtoGen.Conformance;

/// <summary>Null in the place of a size, and values with more than one spelling: both implementations agree.</summary>
public class EverySpellingTests
{
    private static readonly WalkAgreement Agreement = new("every-spelling.protogen.yaml");

    [Fact]
    public void Null_and_empty_are_different()
    {
        Mutations.Judge(Agreement, new Nulls { A = null, B = null, C = null, D = null, E = "", More = 0 });
        Mutations.Judge(Agreement, new Nulls { A = "", B = default(WireList<byte>), C = default(WireList<ushort>), D = default(WireList<string>), E = "e", More = 1, F = null });
        Mutations.Judge(Agreement, new Nulls { A = "a", B = new byte[] { 1 }, C = new ushort[] { 1, 2 }, D = new string[] { "x" }, E = "", More = 1, F = "f" });
    }

    [Fact]
    public void A_size_that_means_null_is_no_size() =>
        Assert.Equal("Nulls.B: has a size of 255, which means null on the wire",
            Assert.Throws<EncodeException>(() => new Nulls { A = null, B = new byte[255], C = null, D = null, E = "", More = 0 }.GetSize()).Message);

    [Theory]
    [InlineData("05 05 05 01 00")]
    [InlineData("8500 858000 8580808000 07 01 FF 858000")]
    [InlineData("FFFFFFFF0F FFFFFFFFFFFFFFFFFF01 00 00 00 00")]
    public void Every_spelling_comes_back_as_it_was(string hex)
    {
        var body = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Mutations.Judge(Agreement, typeof(Kept), body);
    }

    [Theory]
    [InlineData("0161 0109 010161 020161 01 01 00")]
    [InlineData("810061 818080800009 8180000161 828080000161 8100 01 02 8100 12 8180800037")]
    [InlineData("8000 8000 8000 8000 8000 01 8000 810037")]
    public void Every_spelling_of_a_prefix_comes_back_as_it_was(string hex)
    {
        var body = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        Mutations.Judge(Agreement, typeof(Announced), body);
    }

    [Theory]
    [InlineData("0107 01 0161 00 01 0500 000B")]
    [InlineData("810007 02 000161 01 01000000 0005 000F")]
    [InlineData("810007 03 000161 01 01000000 0005 000F")]
    [InlineData("8000 04 000000000000000161 00 00 000F")]
    public void Every_width_of_a_size_comes_back_as_it_was(string hex)
    {
        var body = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var bytes = body.Length - 2;
        (body[^2], body[^1]) = ((byte)(bytes >> 8), (byte)bytes);
        Mutations.Judge(Agreement, typeof(Sized), body);
    }

    [Fact]
    public void A_size_that_outgrew_the_width_it_came_in_takes_the_first_that_holds_it()
    {
        Assert.True(Sized.TryDecode(Convert.FromHexString("00" + "02000161" + "0000" + "0007"), out var sized, out var error), error.ToString());
        var body = new byte[1024];
        (sized with { Text = new string('a', 300) }).Encode(body);
        Assert.Equal("0002012C", Convert.ToHexString(body.AsSpan(0, 4)));
        (sized with { Text = "ab" }).Encode(body);
        Assert.Equal("0002000261", Convert.ToHexString(body.AsSpan(0, 5)));
        new Sized { Data = default, Text = "ab", Items = default }.Encode(body);
        Assert.Equal("00010261", Convert.ToHexString(body.AsSpan(0, 4)));
        Assert.NotEqual(sized, new Sized { Data = default, Text = "a", Items = default });
    }

    [Fact]
    public void A_number_of_several_widths_may_count_bytes()
    {
        Mutations.Judge(Agreement, new Counts { Head = default, A = "abc", B = new byte[] { 1 } });
        var body = new byte[512];
        var size = new Counts { Head = new() { Kind = 3 }, A = new string('a', 255), B = default }.Encode(body);
        Assert.Equal("0D0102FF", Convert.ToHexString(body.AsSpan(0, 4)));
        Agreement.AssertSameJudgement<Counts>(body[..size]);
        Assert.False(Counts.TryDecode(Convert.FromHexString("0D00030000"), out _, out var error));
        Assert.StartsWith("Counts.", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_value_is_written_in_as_many_bytes_as_it_needs()
    {
        Assert.True(Kept.TryDecode([0x85, 0, 5, 5, 7, 0], out var kept, out _));
        var body = new byte[16];
        var size = (kept with { A = 0x10000, D = false }).Encode(body);

        Assert.Equal("808004" + "05050000", Convert.ToHexString(body.AsSpan(0, size)));
    }
}
