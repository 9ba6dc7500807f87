namespace ProtoGen.Generator.Tests;

/// <summary>An emitted server and client whose framing changes while they talk, with escaping where the schema says so.</summary>
public class StatesTests
{
    private const string Messages = """

        messages:
          Hello: { state: greeting, from: client, fields: { name: "string[rest]" } }
          Say: { id: 1, from: both, fields: { text: "string[rest]" } }
        """;

    private const string States = """
        protocol: Greeter
        namespace: Tests.Greeter
        states:
          greeting:
            frame: { layout: { version: u8, length: u8 = bytes(body), body: } }
            next: { Hello: session }
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
        """;

    private const string Escaped = """
        protocol: Greeter
        namespace: Tests.Greeter
        frame:
          escape: { flag: 0x7e, map: { 0x7e: 0x7d02, 0x7d: 0x7d01 } }
          layout: { version: u8, id: u8, body:, check: u8 = sum8(version..body) }
        """;

    [Fact]
    public async Task What_follows_the_greeting_is_framed_as_the_session_is() =>
        Assert.Equal(["hello 2 Jo", "server heard a", "server heard b", "client heard a!", "client heard b!"], await RunAsync(States + Messages));

    [Fact]
    public async Task Escaped_frames_reach_the_other_side() => Assert.Equal(
        ["hello 2 Jo", "server heard a", "server heard b", "client heard a!", "client heard b!"],
        await RunAsync(Escaped + Messages.Replace("state: greeting", "id: 0x7e", StringComparison.Ordinal)));

    private static async Task<string[]> RunAsync(string schema) => [.. (await EmittedProgram.RunAsync(schema, """
        using System;
        using System.Collections.Concurrent;
        using System.Threading.Tasks;
        using ProtoGen;
        using Tests.Greeter;

        public static class Driver
        {
            public static readonly BlockingCollection<string> Lines = new();

            public static async Task<string[]> RunAsync()
            {
                await using var server = new GreeterServer(new Answering(), "tcp://127.0.0.1:0");
                await server.StartAsync();
                await using var client = new GreeterClient($"tcp://{server.Endpoints[0]}") { Handler = new Hearing() };
                await client.SendHelloAsync(new() { Name = "Jo" }, new() { Version = 2 });
                await client.SendSayAsync(new() { Text = "a" });
                await client.SendSayAsync(new() { Text = "b" });
                var lines = new string[5];
                for (var index = 0; index < lines.Length; index++)
                {
                    lines[index] = Lines.TryTake(out var line, TimeSpan.FromSeconds(10)) ? line : "nothing";
                }

                return lines;
            }
        }

        public sealed class Answering : GreeterServerHandler
        {
            public override ValueTask OnHello(Hello message, GreeterContext context)
            {
                Driver.Lines.Add($"hello {context.Header.Version} {message.Name}");
                return default;
            }

            public override ValueTask OnSay(Say message, GreeterContext context)
            {
                Driver.Lines.Add($"server heard {message.Text}");
                return context.Peer.SendSayAsync(new() { Text = message.Text + "!" });
            }
        }

        public sealed class Hearing : GreeterClientHandler
        {
            public override ValueTask OnSay(Say message, GreeterHeader header, GreeterClient client)
            {
                Driver.Lines.Add($"client heard {message.Text}");
                return default;
            }
        }
        """)).OrderBy(line => line.StartsWith("client", StringComparison.Ordinal))];
}
