namespace ProtoGen.Generator.Tests;

/// <summary>Requests whose values say whether an answer is due, over sockets.</summary>
public class ReplyConditionTests
{
    private const string Schema = """
        protocol: Post
        namespace: Tests.Post
        frame:
          id: head.type
          layout: { head: Head, length: u16 = bytes(body), body: }
        bits:
          Head: { type: u8, parts: { type: 4..7, quality: 1..2 } }
          Flags: { type: u8, parts: { commented: 0 } }
        messages:
          Publish:
            id: 3
            from: both
            fields: { number: u16 if header.head.quality > 0, text: "string[rest]" }
            reply: { message: [Taken, Noted], if: header.head.quality > 0 }
          Taken: { id: 4, from: both, fields: { number: { type: u16, correlates: number } } }
          Noted: { id: 5, from: both, fields: { number: { type: u16, correlates: number } } }
          Store:
            id: 6
            from: client
            fields: { flags: Flags, comment: "string[u8] if flags.commented", text: "string[rest]" }
            reply: { if: flags.commented, fields: { size: u8 } }
          Tell:
            id: 8
            from: client
            fields: { confirm: bool, text: "string[rest]" }
            reply: { if: confirm, optional: true }
        """;

    [Fact]
    public async Task A_call_waits_for_an_answer_where_its_request_asks_for_one_and_nowhere_else() => Assert.Equal(
        [
            "heard a 0", "publish a -> nothing", "heard b 1", "publish b -> Taken 1", "heard c 2", "publish c -> Noted 2",
            "stored with hi", "store -> 5", "stored without", "store -> nothing", "told 1", "tell -> answer", "told 0", "tell -> nothing",
            "client heard x 1", "push x -> Taken 9", "client heard y 0", "push y -> nothing", "late 0",
        ],
        await EmittedProgram.RunAsync(Schema, """
            using System;
            using System.Collections.Concurrent;
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using ProtoGen;
            using Tests.Post;

            public static class Driver
            {
                public static readonly BlockingCollection<string> Heard = new();

                public static async Task<string[]> RunAsync()
                {
                    var lines = new List<string>();
                    PostPeer? peer = null;
                    await using var server = new PostServer(connected => { peer = connected; return new Handler(); }, "tcp://127.0.0.1:0");
                    await server.StartAsync();
                    await using var client = new PostClient($"tcp://{server.Endpoints[0]}") { Handler = new Listener(), RequestTimeout = TimeSpan.FromSeconds(5) };
                    await client.StartAsync();
                    await Publish("a", 0, null);
                    await Publish("b", 1, 1);
                    await Publish("c", 2, 2);

                    var stored = await client.StoreAsync(new() { Comment = "hi", Text = "there" });
                    lines.Add(Heard.Take());
                    lines.Add($"store -> {stored?.Size.ToString() ?? "nothing"}");
                    stored = await client.StoreAsync(new() { Comment = null, Text = "there" });
                    lines.Add(Heard.Take());
                    lines.Add($"store -> {stored?.Size.ToString() ?? "nothing"}");
                    foreach (var confirm in new[] { true, false })
                    {
                        var told = await client.TellAsync(new() { Confirm = confirm, Text = "" });
                        lines.Add(Heard.Take());
                        lines.Add($"tell -> {(told is null ? "nothing" : "answer")}");
                    }

                    var pushed = await peer!.PublishAsync(new() { Text = "x", Number = 9 }, new PostHeader { Head = new() { Quality = 1 } });
                    lines.Add(Heard.Take());
                    lines.Add($"push x -> {Text(pushed)}");
                    pushed = await peer!.PublishAsync(new() { Text = "y", Number = null });
                    lines.Add(Heard.Take());
                    lines.Add($"push y -> {Text(pushed)}");
                    lines.Add($"late {client.Counters.LateReplies + server.Counters.LateReplies}");
                    return lines.ToArray();

                    async Task Publish(string text, byte quality, ushort? number)
                    {
                        var answer = await client.PublishAsync(new() { Text = text, Number = number }, new PostHeader { Head = new() { Quality = quality } });
                        lines.Add(Heard.Take());
                        lines.Add($"publish {text} -> {Text(answer)}");
                    }
                }

                public static PublishReplies? Answer(Publish request, byte quality)
                {
                    return quality switch
                    {
                        0 => null,
                        1 => new Taken { Number = request.Number!.Value },
                        _ => new Noted { Number = request.Number!.Value },
                    };
                }

                private static string Text(PublishReplies? answer) => answer switch
                {
                    PublishReplies.Taken taken => $"Taken {taken.Value.Number}",
                    PublishReplies.Noted noted => $"Noted {noted.Value.Number}",
                    _ => "nothing",
                };
            }

            public sealed class Handler : PostServerHandler
            {
                public override ValueTask<PublishReplies?> OnPublish(Publish request, PostContext context)
                {
                    Driver.Heard.Add($"heard {request.Text} {context.Header.Head.Quality}");
                    return new(Driver.Answer(request, context.Header.Head.Quality));
                }

                public override ValueTask<StoreReply?> OnStore(Store request, PostContext context)
                {
                    Driver.Heard.Add(request.Comment is null ? "stored without" : $"stored with {request.Comment}");
                    return new(request.Comment is null ? null : new StoreReply { Size = (byte)request.Text.Length });
                }

                public override ValueTask<TellReply?> OnTell(Tell request, PostContext context)
                {
                    Driver.Heard.Add($"told {(request.Confirm ? 1 : 0)}");
                    return new(request.Confirm ? new TellReply() : null);
                }
            }

            public sealed class Listener : PostClientHandler
            {
                public override ValueTask<PublishReplies?> OnPublish(Publish request, PostHeader header, PostClient client)
                {
                    Driver.Heard.Add($"client heard {request.Text} {header.Head.Quality}");
                    return new(Driver.Answer(request, header.Head.Quality));
                }
            }
            """));
}
