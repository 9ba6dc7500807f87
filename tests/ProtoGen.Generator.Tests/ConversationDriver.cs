namespace ProtoGen.Generator.Tests;

/// <summary>The application that holds a <see cref="Conversation"/> with itself and says what it heard.</summary>
internal static class ConversationDriver
{
    /// <summary>What it says without headers.</summary>
    public static string Plain => Code("", "", "", "", 12, 6);

    /// <summary>What it says with headers, and with a message that only the number of its frame tells from a reply.</summary>
    public static string Numbered => Code(
        """await client.SendRemarkAsync(new() { Text = "unasked" }, new TalkHeader { Unit = 7 });""",
        """
                public override ValueTask OnRemark(Remark message, TalkContext context)
                {
                    lines.Add($"remark {context.Header.Unit}: {message.Text}");
                    return default;
                }
        """,
        "TalkHeader header, ",
        "1, 0, ",
        13,
        8);

    private static string Code(string remark, string onRemark, string header, string rawHeader, int lines, int replyBytes) => $$"""
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
                await using var server = new TalkServer(new Answering(lines), "tcp://127.0.0.1:0");
                await server.StartAsync();
                var endpoint = (IPEndPoint)server.Endpoints[0];
                var refused = new TalkClient($"tcp://{endpoint}") { Registration = () => new() { Name = "nobody" } };
                try { await refused.StartAsync(); }
                catch (ConnectionException exception) { lines.Add($"refused: {exception.Reason}"); }
                await refused.DisposeAsync();

                await using var client = new TalkClient($"tcp://{endpoint}")
                {
                    Handler = new Reporting(),
                    Registration = () => new() { Name = "me" },
                    RequestTimeout = TimeSpan.FromSeconds(1),
                    // A beat is answered by what may answer a request as well: none shall come while one waits in vain.
                    Options = new() { Heartbeat = TalkProtocol.ClientHeartbeat with { Interval = TimeSpan.FromHours(1), Timeout = TimeSpan.FromHours(3) } },
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
                var finds = await Task.WhenAll(Enumerable.Range(1, 3).Select(token => client.FindAsync(new() { Token = (uint)token, Place = 9 }).AsTask()));
                lines.Add(string.Join(" ", finds.Select(found => found.Text)));
                {{remark}}
                server.TryGetPeer("me", out var peer);
                var report = await peer!.ProbeAsync();
                lines.Add($"asked: {report.Text} {report.Detail}");
                client.Profile.Detailed = peer.Profile.Detailed = true;
                report = await peer.ProbeAsync();
                lines.Add($"asked: {report.Text} {report.Detail}");
                await client.DisposeAsync();
                await SendUnknownAsync(endpoint);
                for (var tries = 0; lines.Count < {{lines}} && tries < 1000; tries++) await Task.Delay(5);
                lines.Add($"late: {client.Counters.LateReplies} unknown: {server.Counters.UnknownMessages}");
                return lines.ToArray();
            }

            static async Task SendUnknownAsync(IPEndPoint endpoint)
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(endpoint);
                await socket.GetStream().WriteAsync(Frame(10, {{rawHeader}}(byte)'m', (byte)'e'));
                await socket.GetStream().ReadExactlyAsync(new byte[{{replyBytes}}]);
                await socket.GetStream().WriteAsync(Frame(199, {{rawHeader}}1, 2));
                await socket.GetStream().ReadAsync(new byte[1]);
            }

            static byte[] Frame(params byte[] idAndMore) => [0, (byte)idAndMore.Length, .. idAndMore];

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
                new(new Found { Token = request.Token, Place = request.Place, Text = $"#{request.Token}" });

            public override ValueTask OnOther(Other message, TalkContext context)
            {
                lines.Add($"other: {message.Id} {message.Data.Count}");
                context.Peer.Close();
                return default;
            }
        {{onRemark}}
        }

        public sealed class Reporting : TalkClientHandler
        {
            public override ValueTask OnNews(News message, {{header}}TalkClient client) => default;

            public override ValueTask<Report> OnProbe(Probe request, {{header}}TalkClient client) => 
                    new(new Report { Text = "asked", Detail = client.Profile.Detailed ? (byte)5 : null });
        }
        """;
}
