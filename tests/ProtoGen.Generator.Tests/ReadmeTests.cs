using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ProtoGen.Generator.Tests;

/// <summary>The README's blocks are compiled as they stand.</summary>
public partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
    private static readonly string Schema = Blocks("yaml").First();
    private static readonly string[] Programs = [.. Blocks("csharp")];

    [Fact]
    public void The_server_and_the_client_compile_against_the_schema() => Assert.Empty(Compile(Schema, Programs[0], Programs[2]));

    [Fact]
    public void What_else_a_server_can_do_compiles_against_the_schema() => Assert.Empty(Compile(Schema, Programs[0], Programs[1]));

    [Fact]
    public void What_else_a_client_can_do_compiles_against_the_schema() => Assert.Empty(Compile(Schema, Programs[0], Programs[3]));

    [Fact]
    public void The_codecs_work_without_connections() => Assert.Empty(Compile(Schema, Programs[0], Programs[4]));

    [Fact]
    public void Other_ways_to_connect_compile() => Assert.Empty(Compile(Schema, Programs[0], Programs[5]));

    [Fact]
    public void A_fourth_message_is_a_compile_error_until_the_server_answers_it()
    {
        var addition = Blocks("yaml add").Single();
        var schema = Schema.Replace("\nvectors:", $"\n{addition}\nvectors:", StringComparison.Ordinal);

        var error = Assert.Single(Compile(schema, Programs[0], Programs[2]));

        Assert.Equal(Blocks("text").Single().Trim(), $"error {error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }

    [Fact]
    public void Every_block_is_of_a_kind_that_a_test_knows() =>
        Assert.Equal((string[])["console", "csharp", "csharp", "csharp", "csharp", "csharp", "csharp", "csharp program", "sh", "sh", "sh project", "text", "yaml", "yaml add"], Fences().Matches(Readme).Select(match => match.Groups[1].Value).Order());

    [Fact]
    public void Every_link_leads_to_a_file() =>
        Assert.All(Links().Matches(Readme).Select(match => match.Groups[1].Value), link =>
            Assert.True(Path.Exists(Path.Combine(Repository.Root, link)), $"{link} does not exist."));

    private static IEnumerable<Diagnostic> Compile(string schema, params string[] sources)
    {
        const string ImplicitUsings = """
            global using System;
            global using System.Collections.Generic;
            global using System.Linq;
            global using System.Threading;
            global using System.Threading.Tasks;
            """;
        var compilation = GeneratorRun.Compilation([ImplicitUsings, .. sources])
            .WithOptions(new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        GeneratorRun.Driver(new SchemaText("device-link.protogen.yaml", schema)).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var findings);
        return findings.Concat(output.GetDiagnostics()).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    private static IEnumerable<string> Blocks(string kind) =>
        Fences().Matches(Readme).Where(match => match.Groups[1].Value == kind).Select(match => match.Groups[2].Value);

    [GeneratedRegex("^```([a-z ]+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Links();
}
