using ProtoGen.Schema.Model;

namespace ProtoGen.Schema.Tests.Syntax;

public class YamlReaderTests
{
    [Fact]
    public void An_alias_stands_for_the_value_of_its_anchor()
    {
        var protocol = Schemas.Compile(Schemas.Head + """
            messages:
              Login:
                id: 1
                from: client
                fields: &who { name: "string[u8]", age: u8 }
              Logout:
                id: 2
                from: client
                fields: *who
            """);
        Assert.Equal(protocol.Messages[0].Layout, protocol.Messages[1].Layout);
    }

    [Fact]
    public void Docs_may_be_blocks()
    {
        var protocol = Schemas.Compile(Schemas.Head + "doc: |\n  One line.\n  Another.\n");
        Assert.Equal("One line.\nAnother.", protocol.Doc);
    }

    [Theory]
    [InlineData("on", "on")]
    [InlineData("null", "null")]
    [InlineData("5e10", "5e10")]
    [InlineData("2026-11-22", "2026-11-22")]
    public void Values_are_read_from_their_text_never_by_YAML_typing(string written, string text)
    {
        var hex = Convert.ToHexString(System.Text.Encoding.ASCII.GetBytes(written));
        var schema = Schemas.WithFields("value: string[rest]") + $"vectors:\n  - message: Login\n    hex: {1 + written.Length:x4} 01 {hex}\n    values: {{ value: \"{written}\" }}\n";
        Assert.Equal(new TextValue(text), Schemas.Compile(schema).Vectors[0].Values[0].Value);
    }

    [Theory]
    [InlineData("f32", "7fc00000", "nan")]
    [InlineData("f32", "ffc00001", "nan")]
    [InlineData("f32", "7f800000", "inf")]
    [InlineData("f64", "fff0000000000000", "-inf")]
    [InlineData("f64", "8000000000000000", "-0")]
    [InlineData("f32", "3dcccccd", "0.1")]
    [InlineData("f64", "4222a05f20000000", "4e10")]
    public void Floats_have_names_for_what_is_no_number(string type, string hex, string text)
    {
        var schema = Schemas.WithFields($"value: {type}") + $"vectors:\n  - message: Login\n    hex: \"{1 + (hex.Length / 2):x4} 01 {hex}\"\n    values: {{ value: {text} }}\n";
        Assert.Single(Schemas.Compile(schema).Vectors);
    }

    [Fact]
    public void A_schema_may_begin_with_a_document_mark_and_end_with_one() =>
        Assert.Empty(SchemaCompiler.Compile("---\n" + Schemas.Head + "...\n").Diagnostics);

    [Fact]
    public void Empty_sections_are_empty() =>
        Assert.Empty(Schemas.Compile(Schemas.Head + "enums:\nmessages:\nvectors:\n").Messages);
}
