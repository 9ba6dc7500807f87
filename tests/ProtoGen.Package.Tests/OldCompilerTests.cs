using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ProtoGen.Package.Tests;

/// <summary>The packed generator inside the oldest compiler that can load it, in this process: no older SDK is needed for that.</summary>
public class OldCompilerTests
{
    [Fact]
    public async Task It_is_loaded_and_says_once_that_the_compiler_is_too_old()
    {
        var folder = Directory.CreateDirectory(Feed.Place("old-compiler")).FullName;
        using (var package = (await Feed.Packed).Open("ProtoGen"))
        {
            foreach (var entry in package.Entries.Where(entry => entry.FullName.StartsWith("analyzers/", StringComparison.Ordinal)))
            {
                await using var from = entry.Open();
                await using var to = File.Create(Path.Combine(folder, entry.Name));
                await from.CopyToAsync(to);
            }
        }

        Assert.Equal(new Version(4, 8, 0, 0), typeof(CSharpCompilation).Assembly.GetName().Version);
        var failures = new List<AnalyzerLoadFailureEventArgs>();
        var reference = new AnalyzerFileReference(Path.Combine(folder, "ProtoGen.Generator.dll"), new Loader(folder));
        reference.AnalyzerLoadFailed += (_, failure) => failures.Add(failure);
        var generators = reference.GetGenerators(LanguageNames.CSharp);

        var driver = CSharpGeneratorDriver.Create(generators, [new Schema()], CSharpParseOptions.Default);
        var result = driver.RunGenerators(CSharpCompilation.Create("Old")).GetRunResult();

        Assert.Empty(failures);
        Assert.Single(generators);
        Assert.Equal("PG0001", Assert.Single(result.Diagnostics).Id);
        Assert.Empty(result.GeneratedTrees);
    }

    private sealed class Loader(string folder) : IAnalyzerAssemblyLoader
    {
        private readonly Context _context = new(folder);

        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => _context.LoadFromAssemblyPath(fullPath);
    }

    /// <summary>As the compiler has it: a folder's own assemblies first, then the compiler's.</summary>
    private sealed class Context(string folder) : AssemblyLoadContext("analyzers")
    {
        protected override Assembly? Load(AssemblyName assemblyName) =>
            Path.Combine(folder, assemblyName.Name + ".dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    private sealed class Schema : AdditionalText
    {
        public override string Path => "chat.protogen.yaml";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(Samples.Schema);
    }
}
