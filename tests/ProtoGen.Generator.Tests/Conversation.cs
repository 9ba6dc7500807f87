namespace ProtoGen.Generator.Tests;

/// <summary>A protocol with every kind of answer.</summary>
internal static class Conversation
{
    public const string Frame = "{ layout: { length: u16 = bytes(id..body), id: u8, body: } }";

    /// <summary>The same with frames that have a number and a unit.</summary>
    public const string FrameWithHeader =
        "{ layout: { length: u16 = bytes(id..body), id: u8, number: { type: u8, role: sequence }, unit: { type: u8, echo: true }, body: } }";

    /// <summary>Which side asked is all that tells it from <c>Report</c>; the number of the frame says so.</summary>
    private const string Unasked = """

          Remark: { id: 22, from: client, fields: { text: "string[rest]" } }
        """;

    public static string Schema(string frame) => (frame == FrameWithHeader ? Unasked : "").Insert(0, $$"""
        protocol: Talk
        namespace: Tests.Talk
        frame: {{frame}}
        heartbeat: { message: Beat, from: client, every: 5s }
        profiles: { detailed: bool = false }
        register: { message: Login, accept: text == yes, key: name }
        messages:
          Login: { id: 10, from: client, fields: { name: "string[rest]" }, reply: { fields: { text: "string[rest]" } }, fault: Nack }
          Ask: { id: 1, from: client, fields: { text: "string[rest]" }, reply: [Told, Seen], fault: Nack }
          Told: { id: 2, from: server, fields: { text: "string[rest]" } }
          Look: { id: 3, from: client, fields: { text: "string[rest]" }, reply: { message: Seen, optional: true }, fault: Nack }
          Seen: { id: 4, from: server, fields: { text: "string[rest]" } }
          Find:
            id: 5
            from: client
            fields: { token: u32, place: u8 }
            reply: { id: 6, name: Found, fields: { token: { type: u32, correlates: token }, place: { type: u8, correlates: place }, text: "string[rest]" } }
          Beat: { id: 7, from: client, reply: Seen }
          Nack: { id: 9, from: server, fields: { text: "string[rest]" } }
          Other: { id: else, from: client, fields: { data: "bytes[rest]" } }
          News: { id: 20, from: server, fields: { text: "string[rest]" } }
          Probe: { id: 21, from: server, reply: { id: 22, name: Report, fields: { text: "string[u8]", detail: "u8 if profile.detailed" } } }
        """);
}
