namespace ProtoGen.Schema.Tests.Binding;

/// <summary>Ids, enum values and constants share one notation of numbers.</summary>
public class IntegerLiteralTests
{
    [Theory]
    [InlineData("u8", "12", "12")]
    [InlineData("u8", "0x0C", "12")]
    [InlineData("u8", "0XFF", "255")]
    [InlineData("i8", "-1", "-1")]
    [InlineData("i8", "0xFF", "-1")]
    [InlineData("i8", "-128", "-128")]
    [InlineData("i16", "0x8000", "-32768")]
    [InlineData("u8", "'Q'", "81")]
    [InlineData("u8", "\"7\"", "55")]
    [InlineData("u32", "0x80000000", "2147483648")]
    [InlineData("i32", "0x80000000", "-2147483648")]
    [InlineData("u64", "0xFFFFFFFFFFFFFFFF", "18446744073709551615")]
    [InlineData("i64", "0xFFFFFFFFFFFFFFFF", "-1")]
    [InlineData("i64", "-9223372036854775808", "-9223372036854775808")]
    public void A_number_may_be_decimal_hexadecimal_negative_or_a_character(string type, string text, string expected)
    {
        var schema = Schemas.WithFields("x: u8").Replace("id: u8", $"id: {type}", StringComparison.Ordinal).Replace("id: 1", $"id: {text}", StringComparison.Ordinal);
        Assert.Equal(expected, Schemas.Compile(schema).Messages[0].Id.ToString());
    }

    [Theory]
    [InlineData("u8", "0x")]
    [InlineData("u8", "256")]
    [InlineData("u8", "-0x1")]
    [InlineData("u8", "1.5")]
    [InlineData("u8", "+1")]
    [InlineData("u8", "1 2")]
    [InlineData("i8", "128")]
    [InlineData("i8", "0x1FF")]
    [InlineData("u64", "18446744073709551616")]
    [InlineData("u64", "0x1FFFFFFFFFFFFFFFF")]
    [InlineData("u8", "'é'")]
    [InlineData("u8", "'QQ'")]
    public void Anything_else_is_refused(string type, string text)
    {
        var schema = Schemas.WithFields("x: u8").Replace("id: u8", $"id: {type}", StringComparison.Ordinal).Replace("id: 1", $"id: {text}", StringComparison.Ordinal);
        Assert.Equal(["PG3002"], SchemaCompiler.Compile(schema).Diagnostics.Select(found => found.Rule.Id));
    }
}
