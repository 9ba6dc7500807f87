using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Tests;

/// <summary>Each file in <c>Bad</c> begins with the findings it must give, all of them and no others.</summary>
public class BadSchemaTests
{
    public static TheoryData<string> Files => new(FileNames);

    private static IEnumerable<string> FileNames => Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static string Folder => Path.Combine(Repository.Root, "tests/ProtoGen.Schema.Tests/Bad");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_bad_schema_gives_exactly_the_findings_it_announces(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var expected = text.Split('\n').TakeWhile(line => line.StartsWith("# (", StringComparison.Ordinal)).Select(line => line[2..]);
        Assert.Equal(expected, Findings.Of(text));
    }

    [Fact]
    public void Every_rule_has_a_bad_schema()
    {
        var shown = FileNames.Select(file => file[..6]).Where(name => name.StartsWith("PG", StringComparison.Ordinal)).Distinct();
        Assert.Equal(Rules.All.Select(rule => rule.Id), shown);
    }
}
