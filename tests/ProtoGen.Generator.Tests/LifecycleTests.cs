using Microsoft.CodeAnalysis;

namespace ProtoGen.Generator.Tests;

/// <summary>Messages and fields that came later, went, or should not be used any more.</summary>
public class LifecycleTests
{
    private const string Schema = """
        protocol: Aging
        namespace: Tests.Aging
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
        register: { message: Login, accept: ok == true, key: name }
        heartbeat: { message: Beat, from: client, every: 5s }
        messages:
          Login: { id: 1, from: client, deprecated: Use LoginEx., fields: { name: { type: "string[u8]", deprecated: Too "short". } }, reply: { deprecated: Old., fields: { ok: { type: bool, deprecated: Old. } } } }
          Beat: { id: 2, from: client, deprecated: Old. }
          Ask: { id: 3, from: client, fields: { text: "string[rest]" }, reply: [Told, Seen], fault: Nack }
          Told: { id: 4, from: server, deprecated: Use Seen., removed: 3, since: "1.9" }
          Seen: { id: 5, from: server, since: 1.10 }
          Nack: { id: 6, from: server, deprecated: Old. }
          News: { id: 7, from: server, deprecated: Use Seen., since: "1.2", fields: { text: { type: "string[u8]", since: 1.3, deprecated: Old. } , point: { type: u8, scale: 1/10, deprecated: Old. } } }
          Probe: { id: 8, from: both, deprecated: Old., reply: { id: 9, deprecated: Old. } }
          Other: { id: else, from: both, deprecated: Old., fields: { data: "bytes[rest]" } }
        """;

    [Fact]
    public void What_is_emitted_for_deprecated_messages_draws_no_warning() => EmittedProgram.Compile(Schema);

    [Theory]
    [InlineData("client.ProbeAsync()")]
    [InlineData("client.Newses()")]
    [InlineData("client.TrySendOther(default)")]
    [InlineData("new Seen(); Told told = default; _ = told")]
    [InlineData("new News { Text = \"\" }")]
    [InlineData("server.BroadcastNews(default)")]
    public void What_uses_them_is_warned(string use)
    {
        var driver = GeneratorRun.Driver(new SchemaText("test.protogen.yaml", Schema));
        driver.RunGeneratorsAndUpdateCompilation(GeneratorRun.Compilation($$"""
            using Tests.Aging;

            static class Use
            {
                static void Do(AgingClient client, AgingServer server)
                {
                    _ = {{use}};
                }
            }
            """), out var compilation, out _);
        var found = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id).Distinct();
        Assert.Equal(["CS0618"], found);
    }

    [Fact]
    public void Handlers_that_are_marked_too_draw_no_warning() => EmittedProgram.Compile(Schema, """
        using System;
        using System.Threading.Tasks;
        using ProtoGen;
        using Tests.Aging;

        sealed class Handler : AgingServerHandler
        {
            [Obsolete] public override ValueTask<LoginReply> OnLogin(Login request, AgingContext context) => new(new LoginReply());
            public override ValueTask<AskReplies> OnAsk(Ask request, AgingContext context) => new(new Seen());
            [Obsolete] public override ValueTask<ProbeReply> OnProbe(Probe request, AgingContext context) => default;
            [Obsolete] public override ValueTask OnOther(Other message, AgingContext context) => default;
        }
        """);

    [Fact]
    public void Their_documentation_says_when_they_came_and_went()
    {
        var files = GeneratorRun.Run(Schema).Results[0].GeneratedSources.ToDictionary(file => file.HintName, file => file.SourceText.ToString());

        Assert.Contains("/// Since version 1.9. Removed in version 3.", files["Tests.Aging.Told.g.cs"], StringComparison.Ordinal);
        Assert.Contains("/// Since version 1.10.", files["Tests.Aging.Seen.g.cs"], StringComparison.Ordinal);
        Assert.Contains("/// <remarks>Since version 1.3.</remarks>", files["Tests.Aging.News.g.cs"], StringComparison.Ordinal);
        Assert.Contains("[global::System.Obsolete(\"Too \\\"short\\\".\")]", files["Tests.Aging.Login.g.cs"], StringComparison.Ordinal);
    }
}
