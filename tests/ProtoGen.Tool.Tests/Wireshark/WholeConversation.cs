using ProtoGen.Schema.Model;
using ProtoGen.Tool.Tests.Capture;

namespace ProtoGen.Tool.Tests.Wireshark;

/// <summary>Connections from their beginning to their end, of the frames that a schema's vectors prove.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Connections">What is said on each, in an order that the protocol allows; <c>&gt;</c> and <c>&lt;</c> before what both sides may say.</param>
internal sealed record WholeConversation(string Schema, params string[] Connections)
{
    public static IReadOnlyList<WholeConversation> All { get; } =
    [
        new("Minecraft/minecraft.protogen.yaml", "Handshake StatusRequest StatusRequest.reply Ping Ping.reply"),
        new(
            "Postgres/postgresql.protogen.yaml",
            "SslRequest SslRequest.reply Startup AuthenticationRequest AuthenticationData AuthenticationRequest AuthenticationRequest AuthenticationRequest ParameterStatus BackendKeyData ReadyForQuery"
            + " Query CopyInResponse CopyFail CopyOutResponse <CopyData <CopyDone ReadyForQuery Query RowDescription DataRow DataRow CommandComplete NoticeResponse ReadyForQuery Query EmptyQueryResponse ReadyForQuery"
            + " Parse Bind Describe Execute Flush ParseComplete BindComplete ParameterDescription NoData DataRow PortalSuspended Close Sync CloseComplete ErrorResponse ReadyForQuery NotificationResponse Terminate",
            "CancelRequest"),
        // The server answers what it took of each report.
        new("Teltonika/teltonika.protogen.yaml", "Hello Hello.reply Report Taken Report Taken Report Taken WideReport Taken"),
        // Each side greets without waiting for the other.
        new("Zmtp3/zmtp3.protogen.yaml", ">Greeting <Greeting >Command <Command >Message <Message >Message <Message", "<Greeting >Greeting <Command >Command >Message"),
    ];

    /// <summary>The messages of all connections.</summary>
    public IEnumerable<string> Said => Connections.SelectMany(connection => connection.Split(' ')).Select(said => said.TrimStart('<', '>'));

    /// <summary>The packets.</summary>
    /// <param name="protocol">The protocol of the schema.</param>
    /// <param name="port">The port of the server.</param>
    /// <param name="segments">Into how many segments each frame is divided; 0 for as few segments as hold all that a side says in a row.</param>
    public byte[] Capture(Protocol protocol, int port, int segments)
    {
        var capture = new TestCapture(linkType: 101, serverPort: port);
        var taken = new Dictionary<string, int>();
        foreach (var connection in Connections)
        {
            capture.OpenNext();
            var frames = connection.Split(' ').Select(said => Next(protocol, said, taken)).ToList();
            if (segments == 0) frames = [.. Joined(frames)];
            foreach (var (isClient, frame) in frames)
            {
                var piece = segments == 0 ? frame.Length : Math.Max(1, (frame.Length + segments - 1) / segments);
                if (isClient) capture.FromClient(frame, piece);
                else capture.FromServer(frame, piece);
            }
        }

        Assert.All(protocol.Vectors.Where(vector => !vector.IsRefused).GroupBy(vector => vector.Message), known => Assert.True(known.Count() <= taken.GetValueOrDefault(known.Key), $"Not every {known.Key} is said."));
        return capture.File;
    }

    /// <summary>The vectors of a message in turn.</summary>
    private static (bool IsClient, byte[] Frame) Next(Protocol protocol, string said, Dictionary<string, int> taken)
    {
        var message = protocol.Messages.First(known => known.SchemaName == said.TrimStart('<', '>'));
        var vectors = protocol.Vectors.Where(vector => vector.Message == message.Name && !vector.IsRefused).ToList();
        var index = taken[message.Name] = taken.GetValueOrDefault(message.Name) + 1;
        return (message.From == Direction.Both ? said[0] == '>' : message.From == Direction.Client, [.. vectors[(index - 1) % vectors.Count].Frame]);
    }

    private static IEnumerable<(bool IsClient, byte[] Frame)> Joined(List<(bool IsClient, byte[] Frame)> frames)
    {
        for (var index = 0; index < frames.Count;)
        {
            var row = frames.Skip(index).TakeWhile(frame => frame.IsClient == frames[index].IsClient).ToList();
            yield return (row[0].IsClient, [.. row.SelectMany(frame => frame.Frame)]);
            index += row.Count;
        }
    }
}
