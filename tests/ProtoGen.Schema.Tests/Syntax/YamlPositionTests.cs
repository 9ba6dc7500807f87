using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Tests.Syntax;

/// <summary>A finding stands on the word it is about, however that word was written.</summary>
public class YamlPositionTests
{
    [Theory]
    [InlineData("name: strng[8]", "strng")]
    [InlineData("name: \"strng[8]\"", "strng")]
    [InlineData("name: 'strng[8]'", "strng")]
    [InlineData("\"name\": strng[8]", "strng")]
    [InlineData("name: { doc: x, type: \"strng[8]\" }", "strng")]
    [InlineData("name: u8 = three", "three")]
    [InlineData("name: string[uu16]", "uu16")]
    [InlineData("name: u8   =   300   # comment", "300")]
    public void Parts_of_a_field_are_found(string field, string word)
    {
        var schema = Schemas.WithFields(field);
        var found = Assert.Single(SchemaCompiler.Compile(schema).Diagnostics);
        Assert.Equal(word, schema.Substring(found.Span.Start, found.Span.Length));
        var line = schema[..found.Span.Start].Count(c => c == '\n') + 1;
        var column = found.Span.Start - (schema.LastIndexOf('\n', found.Span.Start) + 1) + 1;
        Assert.Equal((line, column, line, column + word.Length), (found.Span.Line, found.Span.Column, found.Span.EndLine, found.Span.EndColumn));
    }

    [Fact]
    public void Columns_count_UTF16_units_and_line_endings_do_not_move_them()
    {
        var schema = Schemas.WithFields("name: { doc: \"😀é\", type: \"strng[8]\" }").Replace("\n", "\r\n", StringComparison.Ordinal);
        var found = Assert.Single(SchemaCompiler.Compile(schema).Diagnostics);
        Assert.Equal("strng", schema.Substring(found.Span.Start, found.Span.Length));
        Assert.Equal((13, 34), (found.Span.Line, found.Span.Column));
    }

    [Fact]
    public void Where_escapes_hide_the_place_the_whole_value_is_marked()
    {
        var schema = Schemas.WithFields("name: \"strng\\x5b8]\"");
        var found = Assert.Single(SchemaCompiler.Compile(schema).Diagnostics);
        Assert.Equal(Rules.UnknownType, found.Rule);
        Assert.Equal("\"strng\\x5b8]\"", schema.Substring(found.Span.Start, found.Span.Length));
    }
}
