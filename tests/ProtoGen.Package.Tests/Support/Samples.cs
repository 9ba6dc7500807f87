namespace ProtoGen.Package.Tests;

/// <summary>A protocol and a program that speaks it.</summary>
internal static class Samples
{
    public const string Schema = """
        protocol: Chat
        namespace: Chat
        endian: big
        frame: { layout: { length: u16 = bytes(id..body), id: u8, body: } }
        messages:
          Greet:
            id: 1
            from: client
            fields: { name: "string[u8]" }
            reply: { fields: { text: "string[rest]" } }
        """;

    /// <summary>Listens on a port that the system gives, asks over TCP, and prints the answer.</summary>
    public const string Program = """
        using Chat;

        await using var server = new ChatServer(peer => new Visitor(), "tcp://127.0.0.1:0");
        await server.StartAsync();
        await using var client = new ChatClient($"tcp://{server.Endpoints[0]}");
        Console.WriteLine((await client.GreetAsync(new() { Name = "Ada" })).Text);

        sealed class Visitor : ChatServerHandler
        {
            public override ValueTask<GreetReply> OnGreet(Greet request, ChatContext context) => new(new GreetReply { Text = $"Hello {request.Name}." });
        }
        """;
}
