namespace ProtoGen.Schema.Tests.Checks;

/// <summary>A vector gives the parts of bits in a mapping, or the number they make.</summary>
public class VectorPartsTests
{
    [Theory]
    [InlineData("{ low: 5, high: true }")]
    [InlineData("0xD5")]
    [InlineData("213")]
    public void Parts_are_a_mapping_or_a_number(string value) => Assert.Empty(Findings.Of(Schema(value)));

    [Theory]
    [InlineData("0x95")]
    [InlineData("0x55")]
    [InlineData("{ high: false }")]
    public void Others_are_reported(string value) => Assert.Contains("PG4010", Assert.Single(Findings.Of(Schema(value))), StringComparison.Ordinal);

    private static string Schema(string value) =>
        Schemas.WithFields("flags: { type: u8, parts: { low: 0..3, high: 7 } }") + $"vectors: [{{ message: Login, hex: 0002 01 d5, values: {{ flags: {value} }} }}]\n";
}
