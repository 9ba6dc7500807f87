using System.Text.Json;

namespace ProtoGen.Schema.Tests.Syntax;

/// <summary>The schema for editors accepts what the compiler accepts, and refuses what a look at keys, shapes and patterns can refuse.</summary>
public class EditorSchemaAcceptanceTests
{
    /// <summary>The rules that are about keys and shapes alone.</summary>
    private static readonly string[] Shapes = ["PG1005", "PG1006", "PG1007", "PG1008", "PG1012"];

    private static readonly JsonSchemaValidator Editor = new(JsonDocument.Parse(Repository.Read("schema/protogen.schema.json")).RootElement);

    public static TheoryData<string> Schemas => new(Files("*.protogen.yaml").Where(path => !path.Contains("/Bad/", StringComparison.Ordinal)));

    /// <summary>All but a list in the place of a key: JSON has no such keys, so its schema cannot speak of them.</summary>
    public static TheoryData<string> Misshapen => new(Files("PG*.protogen.yaml")
        .Where(path => Shapes.Contains(Path.GetFileName(path)[..6]) && !path.EndsWith("case-key-in-fields.protogen.yaml", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Schemas))]
    public void A_schema_of_the_repository_is_accepted(string path) => Assert.True(Editor.Accepts(YamlAsJson.Read(Repository.Read(path))), path);

    [Theory]
    [InlineData("schema/SPEC.md")]
    [InlineData("schema/README.md")]
    public void A_sample_of_the_documents_is_accepted(string document)
    {
        var samples = Markdown.YamlBlocks(Repository.Read(document));
        Assert.All(samples, sample => Assert.True(Editor.Accepts(YamlAsJson.Read(sample.StartsWith("protocol:", StringComparison.Ordinal) ? sample : samples[0] + sample)), sample));
    }

    [Theory]
    [MemberData(nameof(Misshapen))]
    public void A_schema_of_a_wrong_shape_is_refused(string path) => Assert.False(Editor.Accepts(YamlAsJson.Read(Repository.Read(path))), path);

    [Theory]
    [InlineData("name: string[u8", false)]
    [InlineData("name: string[]", false)]
    [InlineData("name: u8 u16", false)]
    [InlineData("name: u8 =", false)]
    [InlineData("name: u8 if", false)]
    [InlineData("name: { type: u8, fields: {} }", false)]
    [InlineData("name: { cases: { 1: u8 } }", false)]
    [InlineData("name: { type: u8, parts: { a: high } }", false)]
    [InlineData("name: { type: u8, align: 3 }", false)]
    [InlineData("name: Point[count]?", true)]
    [InlineData("name: u16 = crc16/modbus(a..b)", true)]
    [InlineData("name: string[u8] if flags.a and not b", true)]
    [InlineData("name: { fields: { a: u8 }, if: flags.a }", true)]
    public void The_text_of_a_field_is_judged_by_its_pattern(string field, bool isAccepted) =>
        Assert.Equal(isAccepted, Editor.Accepts(YamlAsJson.Read(Tests.Schemas.WithFields(field))));

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Repository.Root, pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(folder => folder is "bin" or "obj"))
        .Order(StringComparer.Ordinal);
}
