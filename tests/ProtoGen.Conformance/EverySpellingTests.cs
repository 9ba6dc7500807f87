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

    [Fact]
    public void A_changed_value_is_written_in_as_many_bytes_as_it_needs()
    {
        Assert.True(Kept.TryDecode([0x85, 0, 5, 5, 7, 0], out var kept, out _));
        var body = new byte[16];
        var size = (kept with { A = 0x10000, D = false }).Encode(body);

        Assert.Equal("808004" + "05050000", Convert.ToHexString(body.AsSpan(0, size)));
    }
}
