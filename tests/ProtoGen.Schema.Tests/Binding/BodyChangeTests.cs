using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Binding;

/// <summary>Framer, transform and reassemble: what the model says of them, what is refused, what the walk does with them.</summary>
public class BodyChangeTests
{
    private const string Messages = "messages: { Say: { id: 1, from: both, fields: { number: u8 } } }\n";

    private static readonly string Lengths = Schema("transform: Zip", "length: u16 = bytes(flags..body)");

    [Fact]
    public void The_short_form_is_always_true()
    {
        var change = Compile(Lengths).Framing.Transform!;

        Assert.Equal(("Zip", null, 1 << 20), (change.Type, change.Condition, change.MaxSize));
    }

    [Fact]
    public void The_long_form_has_a_condition_and_a_limit()
    {
        var change = Compile(Schema("reassemble: { with: A.B, if: flags.part and profile.level > 2, maxSize: 9KiB }", "length: u16 = bytes(flags..body)")).Framing.Reassembly!;

        Assert.Equal(("A.B", 2, 9 * 1024), (change.Type, change.Condition!.Terms.Count, change.MaxSize));
        Assert.Equal(["level"], change.Facts);
    }

    [Theory]
    [InlineData("transform: 7up", "length: u16 = bytes(flags..body)", "PG2001", "which is no name of a C# type")]
    [InlineData("framer: a-b", "", "PG2001", "which is no name of a C# type")]
    [InlineData("transform: Zip", "", "PG4001", "needs to know where a body ends")]
    [InlineData("reassemble: Parts", "", "PG4001", "needs to know where a body ends")]
    [InlineData("transform: { with: Zip, if: flags.pack }", "length: u16 = bytes(flags..body)", "PG2012", "which 'flags' does not have")]
    [InlineData("transform: { with: Zip, if: packed }", "length: u16 = bytes(flags..body)", "PG2012", "the frame does not have")]
    [InlineData("transform: { with: Zip, if: length > 5 }", "length: u16 = bytes(flags..body)", "PG4003", "which follows from other values")]
    [InlineData("transform: { if: flags.part }", "length: u16 = bytes(flags..body)", "PG1008", "lacks the key 'with'")]
    [InlineData("framer: Lines\n  escape: { flag: 0x7e, map: { 0x7e: 0x7d02, 0x7d: 0x7d01 } }", "", "PG4001", "beside 'escape'")]
    public void What_cannot_be_is_refused(string keys, string length, string id, string part)
    {
        var found = Findings.Of(Schema(keys, length));

        Assert.Contains(found, finding => finding.Contains(id, StringComparison.Ordinal) && finding.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void A_transform_of_a_message_needs_the_end_of_the_frame_too()
    {
        var found = Findings.Of(Schema("maxSize: 100", "").Replace("from: both", "from: both, transform: Zip", StringComparison.Ordinal));
        Assert.Contains(found, finding => finding.Contains("needs to know where a body ends", StringComparison.Ordinal));
    }

    [Fact]
    public void A_framer_finds_the_end_of_a_frame() => Assert.IsType<FlagExtent>(Compile(Schema("framer: Lines", "")).Framing.Variants[0].Extent);

    [Fact]
    public void A_vector_is_proven_through_what_stands_for_the_user_code()
    {
        var turn = new WalkConversion(wire => [.. wire.Select(value => (byte)~value)], plain => [.. plain.Select(value => (byte)~value)]);
        var extensions = new WalkExtensions { Transforms = new Dictionary<string, WalkConversion> { ["Zip"] = turn } };
        var schema = Lengths + "vectors: [ { message: Say, hex: '0003 00 01 fe', values: { number: 1 } } ]\n";

        Assert.Equal(new IntegerValue(new(1L)), Compile(schema, extensions).Vectors[0].Values[0].Value);
    }

    [Fact]
    public void Without_it_the_vector_is_left_to_tests() =>
        Assert.Empty(Compile(Lengths + "vectors: [ { message: Say, hex: '0003 00 01 fe', values: { number: 7 } } ]\n").Vectors);

    [Fact]
    public void A_condition_that_does_not_hold_leaves_the_body_as_it_is() => Assert.Single(Compile(
        Schema("transform: { with: Zip, if: flags.part }", "length: u16 = bytes(flags..body)") + "vectors: [ { message: Say, hex: '0003 00 01 fe', values: { number: 0xfe } } ]\n").Vectors);

    private static string Schema(string keys, string length) =>
        $"protocol: P\nnamespace: N\nprofiles: {{ level: u8 }}\nframe:\n  {keys}\n  layout:\n{(length.Length == 0 ? "" : $"    {length}\n")}    flags: {{ type: u8, parts: {{ part: 0 }} }}\n    id: u8\n    body:\n{Messages}";

    private static Protocol Compile(string schema, WalkExtensions? extensions = null)
    {
        var result = SchemaCompiler.Compile(schema, extensions: extensions);
        Assert.Empty(result.Diagnostics.Select(found => found.Message));
        return result.Protocol!;
    }
}
