using ProtoGen.Schema;

namespace ProtoGen.Generator.Tests;

/// <summary>Files without a compiler are the generator's own.</summary>
public class SchemaCodeTests
{
    public static TheoryData<string> Protocols =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "tests/ProtoGen.Conformance/Protocols"), "*.protogen.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Repository.Root, path))];

    [Theory, MemberData(nameof(Protocols))]
    public void They_are_the_same_as_the_generators(string schema)
    {
        var path = Path.Combine(Repository.Root, schema);
        var text = File.ReadAllText(path);
        var generated = GeneratorRun.Run(new SchemaText(path, text)).Results.Single().GeneratedSources
            .Select(source => (source.HintName, source.SourceText.ToString())).OrderBy(file => file.HintName, StringComparer.Ordinal);

        var files = SchemaCode.Of(SchemaCompiler.Compile(text).Protocol!, Path.GetFileName(path), withHosting: false);

        Assert.NotEmpty(files);
        Assert.Equal(generated, files.Select(file => (file.HintName, file.Text)));
    }

    [Fact]
    public void Only_the_pipeline_and_the_generator_itself_know_the_compiler()
    {
        var folder = Path.Combine(Repository.Root, "generator/ProtoGen.Generator");
        var knowing = Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("Pipeline/", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(Path.Combine(folder, path)).Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal));

        Assert.Equal(["ProtoGenGenerator.cs"], knowing);
    }
}
