using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ProtoGen.Generator.Tests;

/// <summary>A protocol with every kind of answer, emitted from its schema.</summary>
internal static class Conversation
{
    private const string Schema = """
        protocol: Talk
        namespace: Tests.Talk
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
        heartbeat: { message: Beat, from: client, every: 5s }
        register: { message: Login, accept: text == yes, key: name }
        messages:
          Login: { id: 10, from: client, fields: { name: "string[rest]" }, fault: Nack, reply: { fields: { text: "string[rest]" } } }
          Ask: { id: 1, from: client, fields: { text: "string[rest]" }, reply: [Told, Seen], fault: Nack }
          Told: { id: 2, from: server, fields: { text: "string[rest]" } }
          Look: { id: 3, from: client, fields: { text: "string[rest]" }, reply: { message: Seen, optional: true }, fault: Nack }
          Seen: { id: 4, from: server, fields: { text: "string[rest]" } }
          Find: { id: 5, from: client, fields: { token: u32, name: 2s }, reply: Found }
          Found: { id: 6, from: server, fields: { token: { type: u32, correlates: token }, name: { type: 2s, correlates: name }, text: "string[rest]" } }
          Beat: { id: 7, from: client, reply: Seen }
          Nack: { id: 9, from: server, fields: { text: "string[rest]" } }
          Other: { id: else, from: client, fields: { data: "bytes[rest]" } }
          News: { id: 20, from: server, fields: { text: "string[rest]" } }
          Probe: { id: 21, from: server, reply: Report }
          Report: { id: 22, from: client, fields: { text: "string[rest]" } }
        """;

    /// <summary>The protocol; with a header, frames say a unit and are numbered.</summary>
    public static GeneratedSourceResult[] Emit(bool withHeader = false)
    {
        var result = GeneratorRun.Run(new SchemaText("talk.protogen.yaml", withHeader
            ? Schema.Replace("id: u8, body: }", "unit: u8, serial: { type: u8, role: sequence }, id: u8, body: }", StringComparison.Ordinal).Replace("bytes(id..body)", "bytes(unit..body)", StringComparison.Ordinal)
            : Schema));
        Assert.Empty(result.Diagnostics);
        return [.. result.Results[0].GeneratedSources];
    }

    /// <summary>Emitted files and further code, compiled.</summary>
    public static CSharpCompilation Compile(IEnumerable<GeneratedSourceResult> files, params string[] code) =>
        GeneratorRun.Compilation([.. files.Select(file => file.SourceText.ToString()), .. code]);

    /// <summary>Runs <c>Driver.RunAsync</c> of the code.</summary>
    public static async Task<string[]> RunAsync(string code)
    {
        var compilation = Compile(Emit(), code);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        image.Position = 0;
        var context = new AssemblyLoadContext("talk", isCollectible: true);
        var run = context.LoadFromStream(image).GetType("Driver")!.GetMethod("RunAsync", BindingFlags.Public | BindingFlags.Static)!;
        var lines = await ((Task<string[]>)run.Invoke(null, null)!).WaitAsync(TimeSpan.FromSeconds(20));
        context.Unload();
        return lines;
    }
}
