using System.Globalization;

namespace ProtoGen.Generator.Tests;

/// <summary>An emitted relay of messages that its schema does not know, over sockets: what comes in on one side goes out on the other as the same bytes.</summary>
public class RelayTests
{
    private const string Numbered = """
        frame:
          id: [kind.major, minor]
          layout:
            length: u16 = bytes(kind..body)
            kind: { type: u8, parts: { major: 0..3, urgent: 4 } }
            minor: i8
            number: { type: u8, role: sequence }
            body:
        """;

    private const string Plain = "frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }";

    [Fact]
    public async Task Requests_of_unknown_ids_and_their_answers_pass_as_they_are() => Assert.Equal(
        ["upstream 0003550102", "back 0004A0030405", "refused Command.Id", "unknown 0 0"],
        await EmittedProgram.RunAsync(Schema(Plain, "1", "2"), Driver("", "", "0003550102", "0004A0030405", "{ Id = 1, Data = default }")));

    [Fact]
    public async Task Ids_of_parts_pass_with_the_header_around_them() => Assert.Equal(
        ["upstream 0005F5FD010102", "back 00060A03010A0B0C", "refused Command.KindMajor", "unknown 0 0"],
        await EmittedProgram.RunAsync(
            Schema(Numbered, "[1, 1]", "[1, 2]"),
            Driver(", context.Header", "", "0005F5FD010102", "00060A03010A0B0C", "{ KindMajor = 1, Minor = 1, Data = default }")));

    [Fact]
    public async Task What_is_told_passes_to_everybody_in_both_ways_of_handling() => Assert.Equal(
        ["handled 77 2", "handled 78 0", "told 000377090A", "told 00017F", "stream 119 2", "stream 127 0", "refused Event.Id", "server says Sent"],
        await EmittedProgram.RunAsync(
            $$"""
            protocol: Relay
            namespace: Tests.Relay
            {{Plain}}
            messages:
              Hello: { id: 1, from: client }
              Event: { id: else, from: both, fields: { data: "bytes[rest]" } }
            """,
            """
            using System;
            using System.Collections.Concurrent;
            using System.Collections.Generic;
            using System.Net;
            using System.Net.Sockets;
            using System.Threading.Tasks;
            using ProtoGen;
            using Tests.Relay;

            public static class Driver
            {
                public static readonly BlockingCollection<string> Lines = new();

                public static async Task<string[]> RunAsync()
                {
                    RelayPeer? peer = null;
                    await using var server = RelayServer.WithViews(connected => { peer = connected; return new Views(); }, "tcp://127.0.0.1:0");
                    await server.StartAsync();
                    using var socket = new TcpClient();
                    await socket.ConnectAsync((IPEndPoint)server.Endpoints[0]);
                    await using var client = new RelayClient($"tcp://{server.Endpoints[0]}");
                    await client.StartAsync();
                    var stream = client.Events().GetAsyncEnumerator();
                    var next = stream.MoveNextAsync();
                    await client.SendEventAsync(new() { Id = 77, Data = new byte[] { 1, 2 } });
                    var lines = new List<string> { Lines.Take() };
                    client.TrySendEvent(new() { Id = 78, Data = default });
                    lines.Add(Lines.Take());

                    server.BroadcastEvent(new() { Id = 0x77, Data = new byte[] { 9, 10 } });
                    server.BroadcastEvent(new() { Id = 0x7F, Data = default });
                    var bytes = new byte[8];
                    await socket.GetStream().ReadExactlyAsync(bytes);
                    lines.Add($"told {Convert.ToHexString(bytes.AsSpan(0, 5))}");
                    lines.Add($"told {Convert.ToHexString(bytes.AsSpan(5))}");
                    for (var count = 0; count < 2; count++)
                    {
                        await next;
                        lines.Add($"stream {stream.Current.Id} {stream.Current.Data.Count}");
                        if (count == 0) next = stream.MoveNextAsync();
                    }

                    try { client.TrySendEvent(new() { Id = 1, Data = default }); }
                    catch (EncodeException exception) { lines.Add($"refused {exception.MessageName}.{exception.FieldName}"); }
                    lines.Add($"server says {peer!.TrySendEvent(new() { Id = 1, Data = default })}");
                    return lines.ToArray();
                }
            }

            public struct Views : IRelayServerViews
            {
                public ValueTask OnHello(Hello.View message, RelayContext context) => default;

                public ValueTask OnEvent(Event.View message, RelayContext context)
                {
                    Driver.Lines.Add($"handled {message.Id} {message.Data.Length}");
                    return default;
                }
            }
            """));

    private static string Schema(string frame, string known, string reply) => $$"""
        protocol: Relay
        namespace: Tests.Relay
        {{frame}}
        messages:
          Hello: { id: {{known}}, from: client, reply: { id: {{reply}} } }
          Command: { id: else, from: client, fields: { data: "bytes[rest]" }, reply: { fields: { data: "bytes[rest]" } } }
        """;

    private static string Driver(string header, string replyHeader, string request, string answer, string refused) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Net;
        using System.Net.Sockets;
        using System.Threading.Tasks;
        using ProtoGen;
        using Tests.Relay;

        public static class Driver
        {
            public static async Task<string[]> RunAsync()
            {
                var lines = new List<string>();
                var upstream = new TcpListener(IPAddress.Loopback, 0);
                upstream.Start();
                await using var client = new RelayClient($"tcp://{upstream.LocalEndpoint}");
                var accepting = upstream.AcceptTcpClientAsync();
                await client.StartAsync();
                using var far = await accepting;
                await using var server = new RelayServer(new Relaying(client), "tcp://127.0.0.1:0");
                await server.StartAsync();
                using var near = new TcpClient();
                await near.ConnectAsync((IPEndPoint)server.Endpoints[0]);

                await near.GetStream().WriteAsync(Convert.FromHexString("{{request}}"));
                lines.Add($"upstream {await ReadAsync(far, {{(request.Length / 2).ToString(CultureInfo.InvariantCulture)}})}");
                await far.GetStream().WriteAsync(Convert.FromHexString("{{answer}}"));
                lines.Add($"back {await ReadAsync(near, {{(answer.Length / 2).ToString(CultureInfo.InvariantCulture)}})}");
                try { await client.CommandAsync(new() {{refused}}); }
                catch (EncodeException exception) { lines.Add($"refused {exception.MessageName}.{exception.FieldName}"); }
                lines.Add($"unknown {client.Counters.UnknownMessages} {server.Counters.UnknownMessages}");
                return lines.ToArray();
            }

            private static async Task<string> ReadAsync(TcpClient socket, int bytes)
            {
                var buffer = new byte[bytes];
                await socket.GetStream().ReadExactlyAsync(buffer);
                return Convert.ToHexString(buffer);
            }
        }

        public sealed class Relaying(RelayClient upstream) : RelayServerHandler
        {
            public override async ValueTask<HelloReply> OnHello(Hello request, RelayContext context) => await upstream.HelloAsync();

            public override async ValueTask<CommandReply> OnCommand(Command request, RelayContext context) => await upstream.CommandAsync(request{{header}}{{replyHeader}});
        }
        """;
}
