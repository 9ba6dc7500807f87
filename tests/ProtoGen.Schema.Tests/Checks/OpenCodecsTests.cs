using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Checks;

/// <summary>A vector is proven as far as a build can without the code of a user.</summary>
public class OpenCodecsTests
{
    private const string Own = "own: { type: string, codec: My.Codec }";

    [Fact]
    public void A_vector_behind_a_codec_without_an_end_is_left_out_without_a_finding() =>
        Assert.Empty(Compile("0004 01 aabbcc", Own, "level: u8").Vectors);

    [Fact]
    public void A_vector_with_a_codec_at_the_end_is_proven() => Assert.Single(Compile("0004 01 07 bbcc", "level: u8", Own).Vectors);

    [Fact]
    public void A_vector_around_a_bounded_codec_is_proven() =>
        Assert.Single(Compile("0005 01 02aabb 07", "own: { type: string, codec: My.Codec, size: u8 }", "level: u8").Vectors);

    [Fact]
    public void A_wrong_vector_around_a_bounded_codec_is_reported()
    {
        var schema = Schemas.WithFields("own: { type: string, codec: My.Codec, size: u8 }", "level: u8") + "vectors: [{ message: Login, hex: 0004 01 02aabb }]\n";
        Assert.Contains("'own'", Assert.Single(Findings.Of(schema.Replace("hex: 0004 01 02aabb", "hex: 0003 01 02aa", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    private static Protocol Compile(string hex, params string[] fields) =>
        Schemas.Compile(Schemas.WithFields(fields) + $"vectors: [{{ message: Login, hex: {hex} }}]\n");
}
