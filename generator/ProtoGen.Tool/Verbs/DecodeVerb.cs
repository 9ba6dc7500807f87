using System.CommandLine;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Decoding;
using ProtoGen.Tool.Decoding.Capture;
using ProtoGen.Tool.Decoding.Input;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen decode: what bytes mean, frame by frame.</summary>
internal static class DecodeVerb
{
    private const string Help = """
        Show what bytes mean, frame by frame: every field with its bytes, its value and its meaning, and what is wrong where.
        With --json each frame is one object on one line: frame (its number), ok, from, message, offset and length (of its side's bytes), hex,
        client/server/time of a capture, state, variant, alternatives, header and values (as vectors write them),
        fields (path, offset, length, type, value, raw number of an enum, meaning, derived, checks), problems (path, offset, problem, expected, found), notes.
        """;

    public static Command Create(Terminal terminal)
    {
        var schema = AllVerbs.Schema();
        var input = new Argument<string[]>("input") { Description = "Hexadecimal digits, a file of them, of bytes, or of packets (pcap, pcapng), or - for what is piped in.", Arity = ArgumentArity.OneOrMore };
        var from = new Option<string?>("--from") { Description = "Whose bytes they are; by default each frame is the side's as which it reads." };
        from.AcceptOnlyFromAmong("client", "server");
        var port = new Option<int?>("--port") { Description = "Of a capture, the port of the listener; by default all connections are decoded." };
        var json = new Option<bool>("--json") { Description = "One JSON object a frame." };
        var full = new Option<bool>("--full") { Description = "Show long fields whole." };
        var bad = new Option<bool>("--bad") { Description = "Show only frames in which something is wrong." };
        var command = new Command("decode", Help) { schema, input, from, port, json, full, bad };
        command.SetAction(async (parsed, cancel) =>
        {
            var protocol = LoadedSchema.Read(parsed.GetRequiredValue(schema)).Protocol;
            var given = await GivenBytes.Read(parsed.GetRequiredValue(input), terminal, cancel);
            var output = new FrameOutput(protocol, terminal, parsed.GetValue(json), parsed.GetValue(full), parsed.GetValue(bad));
            if (given.IsCapture) new CaptureDecoder(protocol, parsed.GetValue(port), output.Write, terminal).Run(given.Bytes, cancel);
            else DecodeBytes(protocol, SideOf(parsed.GetValue(from)), given.Bytes, output.Write);
            return output.Finish();
        });
        return command;
    }

    private static Direction SideOf(string? from) => from switch { "client" => Direction.Client, "server" => Direction.Server, _ => Direction.Both };

    /// <summary>Decodes the bytes of one side, or of nobody knows whom.</summary>
    internal static void DecodeBytes(Protocol protocol, Direction side, byte[] bytes, Action<DecodedFrame> report)
    {
        var conversation = new Conversation(protocol, report);
        conversation.Feed(side, bytes);
        conversation.End();
    }
}
