using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests;

/// <summary>What goes wrong in protocols written by hand, one test a trap: SPEC.md#traps says what happens here.</summary>
public class TrapTests
{
    [Theory]
    [InlineData("i8", "-1", "ff")]
    [InlineData("u32", "0x80000000", "80000000")]
    public void Signed_and_large_ids_stay_what_they_are(string type, string id, string wire) => Assert.Empty(Findings($$"""
        frame: { layout: { length: u16 = bytes(id..body), id: {{type}}, body: } }
        messages: { Say: { id: {{id}}, from: client } }
        vectors: [ { message: Say, hex: "{{wire.Length / 2:x4}}{{wire}}" } ]
        """));

    [Fact]
    public void A_request_and_its_reply_may_share_an_id() => Assert.Empty(Findings("""
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
        messages: { Say: { id: 1, from: client, fields: { num: u8 }, reply: { fields: { text: 2s } } } }
        vectors: [ { message: Say, hex: "0002 01 07", values: { num: 7 } }, { message: Say.reply, hex: "0003 01 6869", values: { text: hi } } ]
        """));

    [Fact]
    public void A_padded_text_that_fills_its_field_has_no_terminator() => Accepts("a: 4s", "61626364", "a: abcd");

    [Theory]
    [InlineData("utf-8", "é漢字")]
    [InlineData("gbk", "茅漢漢漢")]
    public void Text_is_never_cut_inside_a_character(string encoding, string text)
    {
        var protocol = Compile($"a: {{ type: 5s, encoding: {encoding}, overflow: truncate }}");
        var body = Write(protocol, new VectorValue("a", new TextValue(text)));
        Assert.True(BodyReader.TryRead(protocol.Messages[0].Body, body, WalkContext.Of(protocol), out var values, out var failure), failure?.ToString());
        Assert.StartsWith(((TextValue)values[0].Value).Value, text, StringComparison.Ordinal);
        Assert.NotEqual("", ((TextValue)values[0].Value).Value);
    }

    [Theory]
    [InlineData("a: { type: 4s, pad: { byte: 0x20 } }", "hi ")]
    [InlineData("a: { type: 4s, pad: { byte: 0x30, side: left } }", "012")]
    public void A_text_that_its_pad_would_change_is_refused(string field, string text) =>
        Assert.Throws<ArgumentException>(() => Write(Compile(field), new VectorValue("a", new TextValue(text))));

    [Fact]
    public void Zeros_in_front_of_digits_are_digits() => Accepts("a: \"bcd[3]\"", "001230", "a: \"001230\"");

    [Fact]
    public void Absent_and_empty_stay_different()
    {
        Accepts("a: u8, b: \"string[u8] ?\"", "07", "b:");
        Accepts("a: u8, b: \"string[u8] ?\"", "0700", "b: \"\"");
    }

    [Fact]
    public void A_length_field_narrower_than_its_body_fails_and_never_wraps()
    {
        var long300 = new VectorValue("a", new TextValue(new string('x', 300)));
        Assert.Throws<ArgumentException>(() => Write(Compile("num: \"u8 = bytes(a)\", a: \"string[u16]\""), long300));
        Assert.Throws<ArgumentException>(() => Write(Compile("a: \"string[u8]\""), long300));
    }

    [Fact]
    public void A_length_below_the_header_is_refused_before_it_is_subtracted() => Assert.Empty(Findings("""
        frame: { layout: { length: u16 = bytes(length..body), id: u8, body: } }
        messages: { Say: { id: 1, from: client } }
        vectors: [ { message: Say, hex: "0001 01", expect: error } ]
        """));

    [Theory]
    [InlineData("u32", "00004b37")]
    [InlineData("u16le", "374b")]
    [InlineData("u16", "4b37")]
    public void A_check_may_be_stored_wider_or_in_another_order(string type, string stored) =>
        Accepts($"a: 9s, c: \"{type} = crc16/modbus(a)\"", "313233343536373839" + stored, "a: \"123456789\"");

    [Fact]
    public void Checks_cover_unescaped_bytes_and_lengths_too() => Assert.Empty(Findings("""
        frame:
          escape: { flag: 0x7e, map: { 0x7e: 0x7d02, 0x7d: 0x7d01 } }
          layout: { length: u8 = bytes(body), id: u8, body: , check: u8 = xor8(length..body) }
        messages: { Say: { id: 1, from: client, fields: { num: u16 } } }
        vectors: [ { message: Say, hex: "7e 02 01 7d02 7d01 00 7e", values: { num: 0x7e7d } } ]
        """));

    [Fact]
    public void Flag_bytes_inside_frames_with_a_length_are_ordinary_bytes() => Accepts("a: \"bytes[2]\"", "7e7e", "a: 7E7E");

    [Fact]
    public void Reserved_bits_and_unknown_enum_values_survive() =>
        Accepts("k: Kind, f: { type: u8, parts: { low: 0..3 } }, _r: u16", "09 f5 beef", "k: 9, f: { low: 5 }");

    [Theory]
    [InlineData("i24", "ffffff", "-1")]
    [InlineData("i48", "800000000000", "-140737488355328")]
    public void Narrow_integers_are_sign_extended(string type, string hex, string value) => Accepts($"a: {type}", hex, $"a: {value}");

    [Theory]
    [InlineData("7fc00000", "nan")]
    [InlineData("ffc00001", "nan")]
    [InlineData("80000000", "-0")]
    public void NaN_and_minus_zero_keep_their_bits(string hex, string value) => Accepts("a: f32", hex, $"a: {value}");

    [Theory]
    [InlineData("a: \"u32[u32]\"", "ffffffff 00000001")]
    [InlineData("a: \"bytes[u32]\"", "7fffffff 01")]
    [InlineData("a: \"Pair[u64]\"", "ffffffffffffffff 0102")]
    public void A_count_that_promises_more_than_there_is_is_refused(string field, string body) => Refuses(field, body);

    [Fact]
    public void A_date_that_is_none_is_no_error() => Accepts("a: { type: \"bcd[6]\", as: bcd-datetime }", "991332256199", "a: \"991332256199\"");

    [Fact]
    public void One_bad_message_leaves_the_others()
    {
        var result = SchemaCompiler.Compile(Head + """
            frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
            messages: { Say: { id: 1, from: client, fields: { a: strng } }, B: { id: 2, from: client } }
            """);
        Assert.Equal(("B", 1), (result.Protocol!.Messages.Single().Name, result.Diagnostics.Count));
    }

    [Fact]
    public void A_remainder_smaller_than_an_element_is_refused() => Refuses("a: \"u32[rest]\"", "00000001 02");

    [Fact]
    public void Two_lists_that_share_a_count_have_to_agree()
    {
        var protocol = Compile("num: u8, a: \"u8[num]\", b: \"u8[num]\"");
        var (one, two) = (new ListValue(EquatableArray.Of<FieldValue>(Number(1))), new ListValue(EquatableArray.Of<FieldValue>(Number(1), Number(2))));
        Assert.Equal(3, Write(protocol, new("a", one), new("b", one)).Length);
        Assert.Throws<ArgumentException>(() => Write(protocol, new("a", one), new("b", two)));
    }

    private const string Head = """
        protocol: Trap
        namespace: Tests.Trap
        enums: { Kind: { type: u8, values: { One: 1 } } }
        structs: { Pair: { fields: { left: u8, right: u8 } } }

        """;

    private static IntegerValue Number(long number) => new(new WireInteger(number));

    private static IEnumerable<string> Findings(string schema) => SchemaCompiler.Compile(Head + schema).Diagnostics.Select(found => found.Message);

    private static string Schema(string fields) => $$"""
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
        messages: { Say: { id: 1, from: client, fields: { {{fields}} } } }

        """;

    private static Protocol Compile(string fields) => SchemaCompiler.Compile(Head + Schema(fields)).Protocol!;

    private static byte[] Write(Protocol protocol, params VectorValue[] values) => BodyWriter.Write(protocol.Messages[0].Body, values, WalkContext.Of(protocol));

    private static void Accepts(string fields, string body, string values) =>
        Assert.Empty(Findings($"{Schema(fields)}vectors: [ {{ message: Say, hex: \"{Frame(body)}\", values: {{ {values} }} }} ]"));

    private static void Refuses(string fields, string body) =>
        Assert.Empty(Findings($"{Schema(fields)}vectors: [ {{ message: Say, hex: \"{Frame(body)}\", expect: error }} ]"));

    private static string Frame(string body) => $"{(body.Count(Uri.IsHexDigit) / 2) + 1:x4}01{body}";
}
