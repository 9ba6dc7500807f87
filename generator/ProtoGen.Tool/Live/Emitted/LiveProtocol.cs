using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ProtoGen.Generator;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Live.Emitted;

/// <summary>The client and the server of a schema: emitted as in a build, compiled in memory, ready to be made.</summary>
internal static class LiveProtocol
{
    // Known to the tool by InternalsVisibleTo.
    private const string AssemblyName = "ProtoGen.Live.Emitted";

    /// <exception cref="UsageException">The schema needs code that is not in it.</exception>
    public static ILiveGlue Compile(Protocol protocol)
    {
        if (UserCode.In(protocol) is { Count: > 0 } needed)
            throw new UsageException($"This schema needs code of your own, which the tool does not have: {string.Join(", ", needed)}. It can be spoken by a program that references that code.");

        using var image = new MemoryStream();
        var result = Compilation(protocol).Emit(image);
        if (!result.Success) throw new InvalidOperationException("What was emitted does not compile, which is a bug of ProtoGen: " + result.Diagnostics.First(found => found.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        var assembly = new AssemblyLoadContext(AssemblyName, isCollectible: true).LoadFromStream(image);
        return (ILiveGlue)Activator.CreateInstance(assembly.GetType(GlueSource.TypeName, throwOnError: true)!, nonPublic: true)!;
    }

    private static CSharpCompilation Compilation(Protocol protocol)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        return CSharpCompilation.Create(
            AssemblyName,
            SchemaCode.Of(protocol, "live", withHosting: false).Select(file => file.Text).Append(GlueSource.Of(protocol)).Select(text => CSharpSyntaxTree.ParseText(text, options)),
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Append(typeof(IMessage<>).Assembly.Location)
            .Append(typeof(Microsoft.Extensions.Logging.ILogger).Assembly.Location)
            .Append(typeof(ILiveGlue).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
}
