using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Tests.Diagnostics;

/// <summary>Each rule has a page: its title, a sample that breaks only this rule, and the same sample mended.</summary>
public class DiagnosticPageTests
{
    private static string Folder => Path.Combine(Repository.Root, "schema/diagnostics");

    public static TheoryData<string> Ids => new(Rules.All.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_page_shows_the_mistake_and_its_mending(string id)
    {
        var page = File.ReadAllText(Path.Combine(Folder, id + ".md"));
        Assert.StartsWith($"# {id}: {Rules.All.Single(rule => rule.Id == id).Title}\n", page, StringComparison.Ordinal);

        var samples = Markdown.YamlBlocks(page);
        Assert.Equal(2, samples.Count);
        Assert.Equal([id], SchemaCompiler.Compile(samples[0]).Diagnostics.Select(found => found.Rule.Id).Distinct());
        Assert.Empty(Findings.Of(samples[1]));
    }

    [Fact]
    public void No_page_is_without_a_rule() =>
        Assert.Equal(Rules.All.Select(rule => rule.Id), Directory.GetFiles(Folder).Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(id => !id.StartsWith("PG0", StringComparison.Ordinal)).Order(StringComparer.Ordinal));   // PG0xxx are the generator's

    [Fact]
    public void Ids_are_unique_and_in_order() =>
        Assert.Equal(Rules.All.Select(rule => rule.Id).Distinct().Order(StringComparer.Ordinal), Rules.All.Select(rule => rule.Id));
}
