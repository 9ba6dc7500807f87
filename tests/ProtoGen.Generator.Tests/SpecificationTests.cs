using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace ProtoGen.Generator.Tests;

/// <summary>What the specification shows is emitted, and compiles.</summary>
public partial class SpecificationTests
{
    private static readonly string[] Samples = [.. Fences().Matches(File.ReadAllText(Path.Combine(Repository.Root, "schema/SPEC.md"))).Select(match => match.Groups[1].Value)];

    public static TheoryData<int> Indexes => new(Enumerable.Range(0, Samples.Length));

    [Theory, MemberData(nameof(Indexes))]
    public void The_output_of_a_sample_compiles_without_a_warning(int index)
    {
        var schema = Samples[index].StartsWith("protocol:", StringComparison.Ordinal) ? Samples[index] : Samples[0] + Samples[index];
        GeneratorRun.Driver(new SchemaText("a.protogen.yaml", schema)).RunGeneratorsAndUpdateCompilation(GeneratorRun.Compilation(), out var compilation, out var findings);

        Assert.Empty(findings);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [GeneratedRegex("^```yaml\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
