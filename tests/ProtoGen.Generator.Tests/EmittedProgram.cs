using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace ProtoGen.Generator.Tests;

/// <summary>Code that uses what is emitted for a schema, compiled and run.</summary>
internal static class EmittedProgram
{
    /// <summary>Compiles code with what is emitted for a schema; there may be no warning.</summary>
    public static Compilation Compile(string schema, params string[] code)
    {
        var driver = GeneratorRun.Driver(new SchemaText("test.protogen.yaml", schema));
        driver.RunGeneratorsAndUpdateCompilation(GeneratorRun.Compilation(code), out var compilation, out var findings);
        Assert.Empty(findings);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return compilation;
    }

    /// <summary>Runs <c>Driver.RunAsync</c> of the code.</summary>
    public static async Task<string[]> RunAsync(string schema, string code)
    {
        using var image = new MemoryStream();
        Assert.True(Compile(schema, code).Emit(image).Success);
        image.Position = 0;
        var context = new AssemblyLoadContext("emitted", isCollectible: true);
        var run = context.LoadFromStream(image).GetType("Driver")!.GetMethod("RunAsync", BindingFlags.Public | BindingFlags.Static)!;
        var lines = await ((Task<string[]>)run.Invoke(null, null)!).WaitAsync(TimeSpan.FromSeconds(20));
        context.Unload();
        return lines;
    }
}
