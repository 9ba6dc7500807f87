using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ProtoGen.Benchmarks.Build;

/// <summary>The C# compiler in this process: with the generator, as it runs inside a build, or without.</summary>
internal static class Compiler
{
    public static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14, DocumentationMode.None);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll" or "ProtoGen.Runtime.dll" or "Google.Protobuf.dll" || Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Compilation(params string[] sources) => CSharpCompilation.Create(
        "Built",
        sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), Options)),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));

    public static GeneratorDriver Driver(string schema) =>
        CSharpGeneratorDriver.Create([new ProtoGen.Generator.ProtoGenGenerator().AsSourceGenerator()], [new SchemaFile(schema)], Options);

    /// <summary>Writes the assembly; nothing may be wrong.</summary>
    public static long Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        return result.Success ? image.Length : throw new InvalidOperationException(result.Diagnostics.First(found => found.Severity == DiagnosticSeverity.Error).ToString());
    }

    /// <summary>A schema among a project's files.</summary>
    public sealed class SchemaFile(string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text, Encoding.UTF8);

        public override string Path => "measured.protogen.yaml";

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }
}
