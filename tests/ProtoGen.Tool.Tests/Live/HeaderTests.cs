using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Live;

/// <summary>What connect and serve take for headers, and show of them: bits by their parts. Two processes, real sockets.</summary>
public sealed class HeaderTests
{
    private const string Publisher = """
        protocol: Publisher
        namespace: Tests.Publisher
        frame:
          id: head.type
          layout: { head: { type: u8, parts: { type: 4..7, retain: 0, qos: 1..2, duplicate: 3 } }, length: varint32 = bytes(body), body: }
        messages:
          Publish: { id: 3, from: both, fields: { topic: "string[u16]" } }
        """;

    private const string Sided = """
        protocol: Sided
        namespace: Tests.Sided
        frame:
          client: { layout: { length: u8 = bytes(id..body), id: u8, body: } }
          server: { layout: { start: u8 = 2, load: { type: u8, parts: { busy: 0, level: 4..7 } }, length: u16 = bytes(id..body), id: u8, body: } }
        messages:
          Publish: { id: 3, from: both, fields: { topic: "string[u16]" } }
          Ask: { id: 4, from: client, fields: { number: u8 }, reply: { id: 5, fields: { number: u8 } } }
        """;

    [Fact]
    public async Task Parts_of_bits_in_a_header_are_typed_and_shown_by_their_names()
    {
        using var folder = new ScratchFolder();
        await using var server = await ServeAsync(folder, Publisher);
        await using var client = CommandProcess.Start("connect", folder["live.protogen.yaml"], await server.EndpointAsync());
        await client.SeeAsync("ready, connection 1");

        client.Write("Publish topic=up header.head.qos=2 header.head.retain=true");
        await client.SeeAsync("> Publish topic=up header.head={\"qos\":2,\"retain\":true}");
        // All parts are shown of what arrived, but the one that is the id.
        await server.SeeAsync("Publish topic=up header.head={\"retain\":true,\"qos\":2,\"duplicate\":false}");
        server.Write("push Publish topic=down header.head.duplicate=true");
        await client.SeeAsync("< Publish topic=down header.head={\"retain\":false,\"qos\":0,\"duplicate\":true}");
        client.Write("Publish topic=up header.head.qos=4");
        await client.SeeAsync("! ");

        await EndAsync(client, server);
    }

    [Fact]
    public async Task What_both_sides_say_has_the_header_of_the_side_that_says_it()
    {
        using var folder = new ScratchFolder();
        await using var server = await ServeAsync(folder, Sided);
        await using var client = CommandProcess.Start("connect", folder["live.protogen.yaml"], await server.EndpointAsync(), "--hex");
        await client.SeeAsync("ready, connection 1");

        client.Write("Publish topic=up");
        await client.SeeAsync("bytes 050300027570");
        await server.SeeAsync("Publish topic=up");
        client.Write("Ask number=7");
        await client.SeeAsync("< Ask.reply number=");
        server.Write("push Publish topic=down header.load.level=5 header.load.busy=true");
        await client.SeeAsync("< Publish topic=down header.load={\"busy\":true,\"level\":5}");
        await client.SeeAsync("bytes 02510007030004646f776e");

        await EndAsync(client, server);
    }

    private static async Task<CommandProcess> ServeAsync(ScratchFolder folder, string schema)
    {
        await File.WriteAllTextAsync(folder["live.protogen.yaml"], schema);
        return CommandProcess.Start("serve", folder["live.protogen.yaml"], "--endpoint", "tcp://127.0.0.1:0");
    }

    private static async Task EndAsync(CommandProcess client, CommandProcess server)
    {
        client.Write("quit");
        await client.ExitAsync();
        server.Write("quit");
        Assert.Equal(ExitCodes.Ok, await server.ExitAsync());
    }
}
