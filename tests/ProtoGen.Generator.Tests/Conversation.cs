using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ProtoGen.Generator.Emit;
using ProtoGen.Generator.Emit.Messages;
using ProtoGen.Generator.Emit.Protocols;
using ProtoGen.Schema;
using ProtoGen.Schema.Model;

namespace ProtoGen.Generator.Tests;

/// <summary>A protocol with every kind of answer, emitted from its model.</summary>
internal static class Conversation
{
    private const string Schema = """
        protocol: Talk
        namespace: Tests.Talk
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
        heartbeat: { message: Beat, from: client, every: 5s }
        register: { message: Login, accept: text == yes, key: name }
        messages:
          Login: { id: 10, from: client, fields: { name: "string[rest]" }, reply: { fields: { text: "string[rest]" } } }
          Ask: { id: 1, from: client, fields: { text: "string[rest]" } }
          Told: { id: 2, from: server, fields: { text: "string[rest]" } }
          Look: { id: 3, from: client, fields: { text: "string[rest]" } }
          Seen: { id: 4, from: server, fields: { text: "string[rest]" } }
          Find: { id: 5, from: client, fields: { token: u32, name: 2s } }
          Found: { id: 6, from: server, fields: { token: u32, name: 2s, text: "string[rest]" } }
          Beat: { id: 7, from: client }
          Nack: { id: 9, from: server, fields: { text: "string[rest]" } }
          Other: { id: 200, from: client, fields: { data: "bytes[rest]" } }
          News: { id: 20, from: server, fields: { text: "string[rest]" } }
          Probe: { id: 21, from: server }
          Report: { id: 22, from: client, fields: { text: "string[rest]" } }
        """;

    /// <summary>What the schema language will say, as the model has it.</summary>
    public static Protocol Model()
    {
        var result = SchemaCompiler.Compile(Schema);
        Assert.Empty(result.Diagnostics);
        var protocol = result.Protocol!;
        return protocol with { Messages = protocol.Messages.Select(Change).ToEquatableArray() };
    }

    private static Message Change(Message message) => message.Name switch
    {
        "Login" => message with { Fault = "Nack" },
        "Ask" => Request(message, "Told", "Seen") with { Fault = "Nack" },
        "Look" => Request(message, "Seen") with { Fault = "Nack", IsReplyOptional = true },
        "Find" => Request(message, "Found"),
        "Beat" => Request(message, "Seen"),
        "Probe" => Request(message, "Report"),
        "Told" or "Seen" or "Nack" => message with { Role = MessageRole.Reply },
        "Found" => message with
        {
            Role = MessageRole.Reply,
            Correlations = EquatableArray.Of(
                new Correlation("token", CorrelationSource.Field, "token"), new Correlation("name", CorrelationSource.Field, "name")),
        },
        "Other" => message with { CatchesUnknown = true },
        _ => message,
    };

    private static Message Request(Message message, params string[] replies) =>
        message with { Role = MessageRole.Request, Counterpart = replies[0], Replies = EquatableArray.Of(replies) };

    /// <summary>The file of the protocol as a whole.</summary>
    public static EmittedFile EmitProtocol(Func<ProtocolSource, ProtocolSource>? change = null)
    {
        var source = ProtocolSource.Of(Model(), "talk.protogen.yaml");
        return ProtocolEmitter.Emit(change is null ? source : change(source));
    }

    /// <summary>All files and further code, compiled.</summary>
    public static CSharpCompilation Compile(EmittedFile protocol, params string[] code)
    {
        var model = Model();
        var messages = model.Messages.Select(message => MessageEmitter.Emit(new("talk.protogen.yaml", model.Namespace, model.Frame.Id!.Type, message)).Text);
        return GeneratorRun.Compilation([.. messages, protocol.Text, .. code]);
    }

    /// <summary>Runs <c>Driver.RunAsync</c> of the code.</summary>
    public static async Task<string[]> RunAsync(string code)
    {
        var compilation = Compile(EmitProtocol(), code);
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
