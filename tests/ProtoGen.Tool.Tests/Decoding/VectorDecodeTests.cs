using System.Text.Json.Nodes;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Decoding;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests.Decoding;

/// <summary>Every frame that a real protocol's schema has as an example: what the verb says of it is what the schema's author wrote.</summary>
public class VectorDecodeTests
{
    public static TheoryData<string> All => Schemas.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_example_frame_decodes_to_the_values_beside_it(string schema)
    {
        var protocol = Schemas.Load(schema);
        var problems = new List<string>();
        var vectors = WrittenVector.Of(Schemas.PathOf(schema));
        Assert.NotEmpty(vectors);
        foreach (var vector in vectors)
        {
            var message = protocol.Messages.Single(known => known.SchemaName == vector.Message || known.Name == vector.Message);
            var side = message.From == Direction.Server ? Direction.Server : Direction.Client;
            var frames = Decode(protocol, side, vector.Frame);
            var what = $"{vector.Message} {Convert.ToHexString(vector.Frame)}";
            if (vector.IsRefused) CheckRefused(protocol, message, vector, frames, what, problems);
            else Check(vector, message, frames, what, problems);
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Without_a_side_each_frame_is_the_side_s_as_which_it_reads(string schema)
    {
        var protocol = Schemas.Load(schema);
        foreach (var vector in protocol.Vectors.Where(vector => !vector.IsRefused && !NeedsFramer(protocol)))
        {
            var frame = Assert.Single(Decode(protocol, Direction.Both, [.. vector.Frame]));
            Assert.True((bool)frame["ok"]!, $"{vector.Message} {Convert.ToHexString([.. vector.Frame])}: {frame["problems"]}");
        }
    }

    private static void Check(WrittenVector vector, Message message, List<JsonNode> frames, string what, List<string> problems)
    {
        if (frames.Count != 1)
        {
            problems.Add($"{what}: {frames.Count} frames");
            return;
        }

        var frame = frames[0];
        if (frame["problems"]!.AsArray() is [{ } problem] && problem["problem"]!.ToString().Contains("alone", StringComparison.Ordinal)) return;   // a framer of the user's own
        if (!(bool)frame["ok"]!) problems.Add($"{what}: {frame["problems"]!.ToJsonString()}");
        var names = new[] { frame["message"]?.ToString() }.Concat(frame["alternatives"]?.AsArray().Select(name => name!.ToString()) ?? []).ToList();
        if (!names.Contains(message.SchemaName)) problems.Add($"{what}: is {string.Join(", ", names)}");
        if (WrittenVector.Differs(vector.Header, frame["header"], "header", path => NumberAt(frame, path)) is { } header) problems.Add($"{what}: {header}");
        if (frame["notes"] is not null) return;
        if (names[0] == message.SchemaName && !message.CatchesUnknown && WrittenVector.Differs(vector.Values, frame["values"], "values", path => NumberAt(frame, path)) is { } values) problems.Add($"{what}: {values}");
        CheckPlaces(frame, vector.Frame, what, problems);
    }

    private static ulong NumberAt(JsonNode frame, string path)
    {
        var name = path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var field = frame["fields"]!.AsArray().Single(field => (field!["path"]!.ToString() is var found) && (found == name || found.EndsWith("." + name, StringComparison.Ordinal)))!;
        var bytes = Convert.FromHexString(frame["hex"]!.ToString()).AsSpan((int)field["offset"]!, (int)field["length"]!).ToArray();
        if (field["type"]!.ToString().EndsWith("le", StringComparison.Ordinal)) Array.Reverse(bytes);
        return bytes.Aggregate(0UL, (number, next) => (number << 8) | next);
    }

    /// <summary>Fields follow each other, and stand where their bytes are.</summary>
    private static void CheckPlaces(JsonNode frame, byte[] wire, string what, List<string> problems)
    {
        var end = 0;
        foreach (var field in frame["fields"]!.AsArray().Where(field => field!["value"] is not null || (int)field["length"]! == 0))
        {
            var (offset, length) = ((int)field!["offset"]!, (int)field["length"]!);
            if (offset < end || offset + length > wire.Length) problems.Add($"{what}: {field["path"]} stands at {offset}, {length} bytes, behind {end}");
            end = offset + length;
        }
    }

    private static void CheckRefused(Protocol protocol, Message message, WrittenVector vector, List<JsonNode> frames, string what, List<string> problems)
    {
        var isRead = frames.Count == 1 && (bool)frames[0]["ok"]! && frames[0]["message"]?.ToString() == message.SchemaName && frames[0]["notes"] is null;
        // What is read but would not be written so is refused for that: the verb reads.
        var encodes = FrameProof.Read(protocol, message, WalkExtensions.None, vector.Frame, out var proof) is null && proof!.Encodes;
        if (isRead && encodes) problems.Add($"{what}: must be refused");
        if (!isRead && frames.Any(frame => !(bool)frame["ok"]! && frame["problems"]!.AsArray().Count == 0)) problems.Add($"{what}: does not say what is wrong");
    }

    private static bool NeedsFramer(Protocol protocol) => protocol.Framing.Framer is not null;

    private static List<JsonNode> Decode(Protocol protocol, Direction side, byte[] bytes)
    {
        using var text = new StringWriter();
        var terminal = new Terminal(TextReader.Null, text, TextWriter.Null) { IsInteractive = false };
        var output = new FrameOutput(protocol, terminal, isJson: true, isFull: false, onlyBad: false);
        new BytesDecoder(protocol, side, state: null, terminal).Run(bytes, output.Write, CancellationToken.None);
        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
