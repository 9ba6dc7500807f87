using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ProtoGen.Generator.Pipeline;

namespace ProtoGen.Generator.Tests;

/// <summary>Every finding links to the page of its rule.</summary>
public class HelpPagesTests
{
    [Theory]
    [InlineData("/packages/protogen/1.0.0/diagnostics/", "file:///packages/protogen/1.0.0/diagnostics/PG2003.md")]
    [InlineData("/a folder/#1", "file:///a%20folder/%231/PG2003.md")]
    [InlineData("https://docs.example/protogen/", "https://docs.example/protogen/PG2003.md")]
    [InlineData("nowhere", null)]
    [InlineData(null, null)]
    public void The_address_is_made_of_the_place_and_the_id(string? place, string? address) => Assert.Equal(address, new HelpPages(place).AddressOf("PG2003"));

    [Fact]
    public void A_finding_in_a_build_has_the_address()
    {
        var schema = new SchemaText("bad.protogen.yaml", Schemas.DeviceLink.Replace("imei: 15s", "imei: strng", StringComparison.Ordinal));
        var driver = GeneratorRun.Driver(schema).WithUpdatedAnalyzerConfigOptions(new Options("/pages/"));

        var finding = Assert.Single(driver.RunGenerators(GeneratorRun.Compilation()).GetRunResult().Diagnostics, found => found.Id == "PG2003");

        Assert.Equal("file:///pages/PG2003.md", finding.Descriptor.HelpLinkUri);
    }

    [Fact]
    public void Each_rule_of_the_generator_has_a_page() => Assert.All(Finding.OwnRules, rule =>
        Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", File.ReadAllText(Path.Combine(Repository.Root, "schema/diagnostics", rule.Id + ".md")), StringComparison.Ordinal));

    private sealed class Options(string pages) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(pages);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Global(string pages) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = pages;
            return key == "build_property.ProtoGenDiagnosticPages";
        }
    }
}
