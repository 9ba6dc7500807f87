using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Layout.Walk;

/// <summary>Every type reads the bytes it should, and writes the same bytes again.</summary>
public class BodyRoundTripTests
{
    [Theory]
    [InlineData("u8", "ff", "255")]
    [InlineData("i8", "ff", "-1")]
    [InlineData("u16", "0102", "258")]
    [InlineData("u16le", "0102", "513")]
    [InlineData("i16be", "8000", "-32768")]
    [InlineData("u24", "010203", "66051")]
    [InlineData("i24", "fffffe", "-2")]
    [InlineData("i24", "800000", "-8388608")]
    [InlineData("i24le", "feffff", "-2")]
    [InlineData("i24", "7fffff", "8388607")]
    [InlineData("u32", "80000000", "2147483648")]
    [InlineData("u40", "ffffffffff", "1099511627775")]
    [InlineData("i40", "ffffffffff", "-1")]
    [InlineData("i48", "800000000000", "-140737488355328")]
    [InlineData("u48le", "010000000000", "1")]
    [InlineData("u56", "00000000000001", "1")]
    [InlineData("i64", "8000000000000000", "-9223372036854775808")]
    [InlineData("u64", "ffffffffffffffff", "18446744073709551615")]
    [InlineData("f32", "3fc00000", "1.5")]
    [InlineData("f64le", "000000000000f83f", "1.5")]
    [InlineData("f64", "7ff8000000000000", "NaN")]
    [InlineData("f32", "ff800000", "-Infinity")]
    [InlineData("varint32", "00", "0")]
    [InlineData("varint32", "ac02", "300")]
    [InlineData("varint32", "ffffffff0f", "4294967295")]
    [InlineData("varint32s", "ffffffff0f", "-1")]
    [InlineData("varint64", "ffffffffffffffffff01", "18446744073709551615")]
    [InlineData("varint64s", "80808080808080808001", "-9223372036854775808")]
    [InlineData("zigzag32", "03", "-2")]
    [InlineData("zigzag32", "ffffffff0f", "-2147483648")]
    [InlineData("zigzag64", "feffffffffffffffff01", "9223372036854775807")]
    [InlineData("f16", "3e00", "1.5")]
    [InlineData("f16le", "ff7b", "65504")]
    [InlineData("f16", "fc00", "-Infinity")]
    [InlineData("f16", "0001", "5.960464477539063E-08")]
    [InlineData("char", "41", "A")]
    [InlineData("char", "ff", "\u00ff")]
    [InlineData("bool", "00", "false")]
    [InlineData("bool", "01", "true")]
    [InlineData("4s", "61620000", "ab")]
    [InlineData("4s", "61626364", "abcd")]
    [InlineData("4s", "00000000", "")]
    [InlineData("4s", "61006200", "a\0b")]
    [InlineData("{ type: 4s, pad: { byte: 0x20 } }", "61622020", "ab")]
    [InlineData("{ type: 4s, pad: { byte: 0x20 } }", "20616220", " ab")]
    [InlineData("{ type: 2s, encoding: latin1 }", "e9ff", "éÿ")]
    [InlineData("string[u8]", "02c3a9", "é")]
    [InlineData("string[u16le]", "0100" + "61", "a")]
    [InlineData("string[u24]", "000000", "")]
    [InlineData("string[rest]", "616263", "abc")]
    [InlineData("string[rest]", "", "")]
    [InlineData("bytes[3]", "000102", "000102")]
    [InlineData("bytes[u8]", "020001", "0001")]
    [InlineData("bytes[u64]", "0000000000000001ff", "ff")]
    [InlineData("bytes[rest]", "00", "00")]
    public void A_type_reads_its_bytes_and_writes_them_again(string type, string hex, string expected)
    {
        var layout = Schemas.Message($"value: {type}").Layout;
        var body = Convert.FromHexString(hex);
        Assert.True(BodyReader.TryRead(layout, body, out var values, out var failure), failure?.Problem);
        Assert.Equal(expected, Assert.Single(values).Value.ToString());
        Assert.Equal(hex, Convert.ToHexStringLower(BodyWriter.Write(layout, values)));
    }

    [Theory]
    [InlineData("f32", "80000000")]
    [InlineData("f32", "7f800001")]
    [InlineData("f32", "ffc12345")]
    [InlineData("f32le", "01000000")]
    [InlineData("f64", "8000000000000000")]
    [InlineData("f64", "7ff0000000000001")]
    [InlineData("f64", "fff8000000000123")]
    public void A_float_keeps_every_bit_of_minus_zero_denormals_and_NaNs(string type, string hex)
    {
        var layout = Schemas.Message($"value: {type}").Layout;
        Assert.True(BodyReader.TryRead(layout, Convert.FromHexString(hex), out var values, out _));
        Assert.Equal(hex, Convert.ToHexStringLower(BodyWriter.Write(layout, values)));
    }

    [Fact]
    public void Fixed_fields_after_the_rest_are_found_from_the_end()
    {
        var layout = Schemas.Message("kind: u8", "text: string[rest]", "a: u16", "b: u8").Layout;
        var body = Convert.FromHexString("01616263000203");
        Assert.True(BodyReader.TryRead(layout, body, out var values, out _));
        Assert.Equal(["1", "abc", "2", "3"], values.Select(value => value.Value.ToString()));
        Assert.Equal(body, BodyWriter.Write(layout, values));
    }

    [Fact]
    public void A_constant_is_written_without_being_given()
    {
        var layout = Schemas.Message("magic: 4s = MQTT", "level: u8 = 4", "sign: u8 = 'Q'", "keepAlive: u16").Layout;
        var body = BodyWriter.Write(layout, [new("keepAlive", new IntegerValue(new(60L)))]);
        Assert.Equal("4d515454" + "04" + "51" + "003c", Convert.ToHexStringLower(body));
        Assert.True(BodyReader.TryRead(layout, body, out _, out _));
    }

    [Fact]
    public void An_unknown_enum_value_survives()
    {
        var schema = Schemas.WithFields("mood: Mood") + "enums:\n  Mood: { type: i16le, values: { Good: 0, Bad: -1 } }\n";
        var layout = Schemas.Compile(schema).Messages.Single().Layout;
        Assert.True(BodyReader.TryRead(layout, [0x34, 0x12], out var values, out _));
        Assert.Equal("4660", values[0].Value.ToString());
        Assert.Equal([0x34, 0x12], BodyWriter.Write(layout, values));
    }
}
