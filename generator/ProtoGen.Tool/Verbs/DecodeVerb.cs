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
        var state = new Option<string?>("--state") { Description = "The state in which the conversation is; by default the one that fits best." };
        var port = new Option<int?>("--port") { Description = "Of a capture, the port of the listener; by default all connections are decoded." };
        var json = new Option<bool>("--json") { Description = "One JSON object a frame." };
        var full = new Option<bool>("--full") { Description = "Show long fields whole." };
        var bad = new Option<bool>("--bad") { Description = "Show only frames in which something is wrong." };
        var command = new Command("decode", Help) { schema, input, from, state, port, json, full, bad };
        command.SetAction(async (parsed, cancel) =>
        {
            var protocol = LoadedSchema.Read(parsed.GetRequiredValue(schema)).Protocol;
            var given = await GivenBytes.Read(parsed.GetRequiredValue(input), terminal, cancel);
            var output = new FrameOutput(protocol, terminal, parsed.GetValue(json), parsed.GetValue(full), parsed.GetValue(bad));
            if (given.IsCapture) new CaptureDecoder(protocol, parsed.GetValue(port), output.Write, terminal).Run(given.Bytes, cancel);
            else new BytesDecoder(protocol, SideOf(parsed.GetValue(from)), StateOf(parsed.GetValue(state), protocol), terminal).Run(given.Bytes, output.Write, cancel);
            return output.Finish();
        });
        return command;
    }

    private static Direction SideOf(string? from) => from switch { "client" => Direction.Client, "server" => Direction.Server, _ => Direction.Both };

    private static ProtocolState? StateOf(string? name, Protocol protocol)
    {
        if (name is null) return null;
        if (protocol.States.Count == 0) throw new UsageException($"{protocol.Name} has no states.");
        return protocol.States.FirstOrDefault(known => known.SchemaName == name)
            ?? throw new UsageException($"{protocol.Name} has no state '{name}'; it has {string.Join(", ", protocol.States.Select(known => known.SchemaName))}.");
    }
}
