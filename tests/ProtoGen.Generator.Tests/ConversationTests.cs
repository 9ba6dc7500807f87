using Microsoft.CodeAnalysis;

namespace ProtoGen.Generator.Tests;

/// <summary>Emitted servers and clients of a protocol whose requests have several answers, one, or none.</summary>
public class ConversationTests
{
    [Fact]
    public Task The_protocol_reads_as_it_should()
    {
        var file = Conversation.Emit().Single(file => file.HintName.EndsWith("TalkProtocol.g.cs", StringComparison.Ordinal));
        return Verifier.Verify([(file.HintName, file.SourceText.ToString())]);
    }

    [Fact]
    public void With_a_header_it_compiles_and_gives_the_header_to_handlers_and_takes_it_from_callers()
    {
        var compilation = Conversation.Compile(Conversation.Emit(withHeader: true), """
            using System.Threading.Tasks;
            using ProtoGen;
            using Tests.Talk;

            static class Use
            {
                static byte Unit(TalkContext context) => context.Header.Unit;
                static ValueTask<AskReplies> Ask(TalkClient client) => client.AskAsync(new() { Text = "" }, new TalkHeader { Unit = 1 });
                static SendResult News(TalkPeer peer) => peer.TrySendNews(new() { Text = "" }, new TalkHeader { Unit = 2 });
                static BroadcastResult ToAll(TalkServer server) => server.BroadcastNews(new() { Text = "" }, new TalkHeader { Unit = 2 });
            }

            abstract class Hearing : TalkClientHandler
            {
                public override ValueTask OnNews(News message, TalkHeader header, TalkClient client) => default;

                public override ValueTask<Report> OnProbe(Probe request, TalkHeader header, TalkClient client) => default;
            }
            """);

        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    [Fact]
    public async Task Server_and_client_hold_the_conversation()
    {
        var lines = await Conversation.RunAsync("""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Net;
            using System.Net.Sockets;
            using System.Threading.Tasks;
            using ProtoGen;
            using Tests.Talk;

            public static class Driver
            {
                public static async Task<string[]> RunAsync()
                {
                    var lines = new List<string>();
                    var answering = new Answering(lines);
                    await using var server = new TalkServer(answering, "tcp://127.0.0.1:0");
                    await server.StartAsync();
                    var endpoint = (IPEndPoint)server.Endpoints[0];
                    var refused = new TalkClient($"tcp://{endpoint}") { Registration = () => new() { Name = "nobody" } };
                    try { await refused.StartAsync(); }
                    catch (ConnectionException exception) { lines.Add($"refused: {exception.Reason}"); }
                    await refused.DisposeAsync();

                    await using var client = new TalkClient($"tcp://{endpoint}")
                    {
                        Handler = new Reporting(),
                        Registration = () => new() { Name = "me" }, RequestTimeout = TimeSpan.FromSeconds(1),
                    };
                    await client.StartAsync();
                    lines.Add($"known: {server.TryGetPeer("me", out _)}");
                    lines.Add(Say(await client.AskAsync(new() { Text = "told" })));
                    lines.Add(Say(await client.AskAsync(new() { Text = "seen" })));
                    try { await client.AskAsync(new() { Text = "no" }); }
                    catch (FaultException<Nack> exception) { lines.Add($"fault: {exception.Fault.Text}"); }
                    lines.Add($"look: {(await client.LookAsync(new() { Text = "here" }))?.Text}");
                    lines.Add($"silence: {await client.LookAsync(new() { Text = "away" })}");
                    try { await client.LookAsync(new() { Text = "no" }); }
                    catch (FaultException<Nack> exception) { lines.Add($"fault: {exception.Fault.Text}"); }
                    var finds = await Task.WhenAll(Enumerable.Range(1, 3).Select(token => client.FindAsync(new() { Token = (uint)token, Name = "ab" }).AsTask()));
                    lines.Add(string.Join(" ", finds.Select(found => found.Text)));
                    await client.SendReportAsync(new() { Text = "unasked" });
                    server.TryGetPeer("me", out var peer);
                    lines.Add($"asked: {(await peer!.ProbeAsync()).Text}");
                    await SendUnknownAsync(endpoint);
                    for (var tries = 0; lines.Count < 13 && tries < 1000; tries++) await Task.Delay(5);
                    lines.Add($"late: {client.Counters.LateReplies} unknown: {server.Counters.UnknownMessages}");
                    return lines.ToArray();
                }

                static async Task SendUnknownAsync(IPEndPoint endpoint)
                {
                    using var socket = new TcpClient();
                    await socket.ConnectAsync(endpoint);
                    await socket.GetStream().WriteAsync(new byte[] { 0, 3, 10, (byte)'m', (byte)'e' });
                    await socket.GetStream().ReadExactlyAsync(new byte[6]);
                    await socket.GetStream().WriteAsync(new byte[] { 0, 3, 199, 1, 2 });
                    await socket.GetStream().ReadAsync(new byte[1]);
                }

                static string Say(AskReplies reply) => reply switch
                {
                    AskReplies.Told told => $"told: {told.Value.Text}",
                    AskReplies.Seen seen => $"seen: {seen.Value.Text}",
                    _ => "something else",
                };
            }

            public sealed class Answering(List<string> lines) : TalkServerHandler
            {
                public override ValueTask<Answer<LoginReply, Nack>> OnLogin(Login request, TalkContext context) =>
                    new(request.Name == "me" ? new LoginReply { Text = "yes" } : new Nack { Text = "who" });

                public override async ValueTask<AskReplies> OnAsk(Ask request, TalkContext context)
                {
                    await Task.Yield();
                    return request.Text switch { "told" => new Told { Text = "1" }, "seen" => new Seen { Text = "2" }, _ => new Nack { Text = "3" } };
                }

                public override ValueTask<Answer<Seen, Nack>?> OnLook(Look request, TalkContext context) => new(request.Text switch
                {
                    "here" => (Answer<Seen, Nack>)new Seen { Text = "4" },
                    "no" => (Answer<Seen, Nack>)new Nack { Text = "5" },
                    _ => null,
                });

                public override ValueTask<Found> OnFind(Find request, TalkContext context) =>
                    new(new Found { Token = request.Token, Name = request.Name, Text = $"#{request.Token}" });

                public override ValueTask OnOther(Other message, long id, TalkContext context)
                {
                    lines.Add($"other: {id} {message.Data.Count}");
                    context.Peer.Close();
                    return default;
                }

                public override ValueTask OnReport(Report message, TalkContext context)
                {
                    lines.Add($"report: {message.Text}");
                    return default;
                }
            }

            public sealed class Reporting : TalkClientHandler
            {
                public override ValueTask OnNews(News message, TalkClient client) => default;

                public override ValueTask<Report> OnProbe(Probe request, TalkClient client) => new(new Report { Text = "asked" });
            }
            """);

        Assert.Equal(
            [
                "refused: RegisterRejected", "known: True", "told: 1", "seen: 2", "fault: 3", "look: 4", "silence: ", "fault: 5", "#1 #2 #3",
                "report: unasked", "asked: asked", "other: 199 2", "late: 0 unknown: 0",
            ],
            lines);
    }
}
