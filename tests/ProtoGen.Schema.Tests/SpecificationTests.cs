namespace ProtoGen.Schema.Tests;

/// <summary>What the specification shows is what the compiler does.</summary>
public class SpecificationTests
{
    private static readonly IReadOnlyList<string> Samples = Markdown.YamlBlocks(Repository.Read("schema/SPEC.md"));

    public static TheoryData<int> Indexes => new(Enumerable.Range(0, Samples.Count));

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_sample_compiles_and_its_vectors_are_proven(int index)
    {
        var isWhole = Samples[index].StartsWith("protocol:", StringComparison.Ordinal);
        Assert.Empty(Findings.Of(isWhole ? Samples[index] : Samples[0] + Samples[index]));
    }

    [Fact]
    public void Every_sample_but_the_first_has_a_vector() =>
        Assert.All(Samples.Skip(1), sample => Assert.Contains("hex:", sample, StringComparison.Ordinal));

    [Fact]
    public void It_links_to_pages_that_exist()
    {
        var links = Repository.Read("schema/SPEC.md").Split("](diagnostics/").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]);
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(Repository.Root, "schema/diagnostics", link)), link));
    }
}
