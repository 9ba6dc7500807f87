using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ProtoGen.Generator.Tests;

/// <summary>Properties of the output that hold for every schema.</summary>
public class OutputTests
{
    private const string Frame = """
        protocol: Small
        namespace: Tests.Small
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }

        """;

    private const string BeatsOfBothSidesWithValues = Frame + """
        heartbeat: { message: Beat, from: both }
        messages:
          Beat: { id: 1, from: both, fields: { count: u8 } }
        """;

    private const string NothingFromTheServer = Frame + """
        messages:
          Note: { id: 1, from: client, fields: { text: "string[rest]" } }
        """;

    public static TheoryData<string> All => [Schemas.DeviceLink, Schemas.EveryType, BeatsOfBothSidesWithValues, NothingFromTheServer];

    [Theory, MemberData(nameof(All))]
    public void The_output_compiles_without_a_warning(string schema)
    {
        var driver = GeneratorRun.Driver(new SchemaText("a.protogen.yaml", schema));
        driver.RunGeneratorsAndUpdateCompilation(GeneratorRun.Compilation(), out var compilation, out var findings);

        Assert.Empty(findings);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public void No_comment_shows_how_the_generator_keeps_something()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "ProtoGen.Conformance"), "*.protogen.yaml", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var run = GeneratorRun.Run([.. files.Select(file => new SchemaText(file, File.ReadAllText(file)))]);

        var sources = run.Results.Single().GeneratedSources;
        Assert.True(sources.Length > 500);
        Assert.All(sources, source => Assert.DoesNotMatch(@"//.*\w+ \{ \w+ = ", source.SourceText.ToString()));
    }

    [Theory]
    [InlineData("check")]
    [InlineData("read")]
    [InlineData("refuse")]
    [InlineData("body")]
    [InlineData("state")]
    [InlineData("run")]
    [InlineData("record")]
    [InlineData("error")]
    [InlineData("image")]
    [InlineData("position")]
    public void A_field_may_be_called_as_what_emitted_code_uses_within(string name)
    {
        var schema = Frame + $$"""
            structs:
              Part: { fields: { {{name}}: u16, more: u8 } }
            messages:
              Fixed: { id: 1, from: client, fields: { {{name}}: u32, other: u16 } }
              Varying: { id: 2, from: client, fields: { {{name}}: "Part[u8]", text: "string[rest]" } }
              Short: { id: 3, from: client, fields: { {{name}}: 8s } }
            """;
        The_output_compiles_without_a_warning(schema);
    }

    [Theory]
    [InlineData("tryCheck")]
    [InlineData("tryRead")]
    [InlineData("tryTake")]
    [InlineData("refuseSize")]
    public void A_field_that_would_hide_a_member_of_its_view_is_refused(string name)
    {
        var finding = Assert.Single(GeneratorRun.Run(Frame + $$"""
            messages:
              Fixed: { id: 1, from: client, fields: { {{name}}: u32 } }
            """).Diagnostics);
        Assert.Equal("PG2004", finding.Id);
    }

    [Theory]
    [InlineData("char", "status == A")]
    [InlineData("bool", "status == true")]
    [InlineData("f32", "status >= 1.5")]
    [InlineData("varint32", "status < 2")]
    [InlineData("4s", "status == done")]
    [InlineData("string[u8]", "status != no")]
    [InlineData("i16", "status == -1")]
    [InlineData("ErrorCode", "status == -1")]
    public void An_acceptance_of_any_type_compiles(string type, string condition)
    {
        var schema = Schemas.DeviceLink.Replace("accept: errorCode == Ok", $"accept: {condition}", StringComparison.Ordinal)
            .Replace("imei: 15s\n    reply:\n      fields:\n", $"imei: 15s\n    reply:\n      fields:\n        status: {type}\n", StringComparison.Ordinal);
        schema = schema[..schema.IndexOf("\nvectors:", StringComparison.Ordinal)];

        The_output_compiles_without_a_warning(schema);
    }

    [Theory, MemberData(nameof(All))]
    public void The_same_schema_gives_the_same_bytes(string schema) => Assert.Equal(Text(schema), Text(schema));

    [Theory, MemberData(nameof(All))]
    public void The_output_has_no_carriage_return_no_path_and_no_trailing_space(string schema)
    {
        var text = string.Concat(GeneratorRun.Run(new SchemaText("/home/someone/a.protogen.yaml", schema.ReplaceLineEndings("\r\n"))).Results[0]
            .GeneratedSources.Select(file => file.SourceText.ToString()));

        Assert.DoesNotContain('\r', text);
        Assert.DoesNotContain("someone", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_message_leaves_the_others_standing()
    {
        var schema = Schemas.DeviceLink.Replace("name: string[u8]", "name: strng[u8]", StringComparison.Ordinal);
        var result = GeneratorRun.Run(schema);

        var finding = Assert.Single(result.Diagnostics);
        Assert.Equal("PG2003", finding.Id);
        Assert.Contains(result.Results[0].GeneratedSources, file => file.HintName == "Samples.DeviceLink.Register.g.cs");
        Assert.DoesNotContain(result.Results[0].GeneratedSources, file => file.HintName == "Samples.DeviceLink.UploadFile.g.cs");
    }

    [Fact]
    public void A_finding_stands_at_its_place_in_the_schema_and_cannot_be_switched_off()
    {
        var schema = Schemas.DeviceLink.Replace("name: string[u8]", "name: strng[u8]", StringComparison.Ordinal);
        var line = schema.Split('\n').TakeWhile(text => !text.Contains("strng", StringComparison.Ordinal)).Count();
        var finding = Assert.Single(GeneratorRun.Run(schema).Diagnostics);

        var place = finding.Location.GetLineSpan();
        Assert.Equal("test.protogen.yaml", place.Path);
        Assert.Equal((line, schema.Split('\n')[line].IndexOf("strng", StringComparison.Ordinal)), (place.StartLinePosition.Line, place.StartLinePosition.Character));
        Assert.Contains(WellKnownDiagnosticTags.NotConfigurable, finding.Descriptor.CustomTags);
    }

    [Fact]
    public void Two_schemas_of_one_type_name_the_conflict_and_keep_the_first()
    {
        var result = GeneratorRun.Run(new SchemaText("a.protogen.yaml", Schemas.DeviceLink), new SchemaText("b.protogen.yaml", Schemas.DeviceLink));

        var finding = Assert.Single(result.Diagnostics);
        Assert.Equal("PG0002", finding.Id);
        Assert.Equal("b.protogen.yaml", finding.Location.GetLineSpan().Path);
        Assert.NotEmpty(result.Results[0].GeneratedSources);
    }

    [Fact]
    public void An_old_language_version_is_said_once()
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp12);
        var driver = CSharpGeneratorDriver.Create([new ProtoGenGenerator().AsSourceGenerator()],
            [new SchemaText("a.protogen.yaml", Schemas.DeviceLink)], options);
        var result = driver.RunGenerators(CSharpCompilation.Create("Old")).GetRunResult();

        Assert.Equal("PG0001", Assert.Single(result.Diagnostics).Id);
        Assert.Empty(result.Results.Single().GeneratedSources);   // one error, and not one a line of code that nobody wrote
    }

    [Fact]
    public void Garbage_is_a_finding_and_never_a_crash()
    {
        foreach (var garbage in (string[])["", "\0", "{", "- [", "protocol:", "a: &a *a", new string('[', 5000)])
        {
            var result = GeneratorRun.Run(garbage);
            Assert.Null(result.Results[0].Exception);
            Assert.NotEmpty(result.Diagnostics);
            Assert.DoesNotContain(result.Diagnostics, finding => finding.Id == "PG0099");
        }
    }

    private static string[] Text(string schema) =>
        [.. GeneratorRun.Run(schema).Results[0].GeneratedSources.Select(file => file.HintName + file.SourceText)];
}
