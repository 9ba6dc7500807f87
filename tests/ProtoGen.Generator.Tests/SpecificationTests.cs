using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace ProtoGen.Generator.Tests;

/// <summary>What the specification shows is emitted, and compiles.</summary>
public partial class SpecificationTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "schema/SPEC.md"));

    private static readonly string[] Samples = [.. Fences().Matches(Text).Select(match => match.Groups[1].Value)];

    // Code of the user's own that a sample names stands in its namespace.
    private static readonly string[] Programs = [.. CodeFences().Matches(Text).Select(match => match.Groups[1].Value)];

    public static TheoryData<int> Indexes => new(Enumerable.Range(0, Samples.Length));

    [Theory, MemberData(nameof(Indexes))]
    public void The_output_of_a_sample_compiles_without_a_warning(int index)
    {
        var schema = Samples[index].StartsWith("protocol:", StringComparison.Ordinal) ? Samples[index] : Samples[0] + Samples[index];
        var space = Namespace().Match(schema).Groups[1].Value;
        var programs = Programs.Where(program => program.Contains($"namespace {space};", StringComparison.Ordinal));
        GeneratorRun.Driver(new SchemaText("a.protogen.yaml", schema)).RunGeneratorsAndUpdateCompilation(GeneratorRun.Compilation([.. programs]), out var compilation, out var findings);

        Assert.Empty(findings);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [GeneratedRegex("^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeFences();

    [GeneratedRegex("^namespace: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("^```yaml\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
