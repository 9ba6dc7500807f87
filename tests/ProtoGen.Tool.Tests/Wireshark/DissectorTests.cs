using ProtoGen.Schema.Model;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Tests.Capture;

namespace ProtoGen.Tool.Tests.Wireshark;

/// <summary>What tshark shows with an emitted dissector is what decode says.</summary>
public sealed class DissectorTests : IDisposable
{
    private const int Port = 19089;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public static TheoryData<string> All => Schemas.All;

    public void Dispose() => _folder.Delete(recursive: true);

    [TsharkTheory]
    [MemberData(nameof(All))]
    public async Task Every_example_frame_is_shown_as_it_is_decoded(string schema)
    {
        var protocol = Schemas.Load(schema);
        if (protocol.Framing.Framer is not null || protocol.States.Count > 0) return;
        var capture = new TestCapture(linkType: 101, serverPort: Port);
        foreach (var vector in protocol.Vectors.Where(vector => !vector.IsRefused))
        {
            var message = protocol.Messages.First(known => known.Name == vector.Message);
            capture.OpenNext();
            // In three pieces, so that frames are put together.
            var frame = vector.Frame.ToArray();
            var piece = Math.Max(1, (frame.Length + 2) / 3);
            if (message.From == Direction.Server) capture.FromServer(frame, piece);
            else capture.FromClient(frame, piece);
        }

        var file = Path.Combine(_folder.FullName, "frames.pcap");
        await File.WriteAllBytesAsync(file, capture.File);
        await AssertSame(Schemas.PathOf(schema), protocol, file);
    }

    private async Task AssertSame(string schema, Protocol protocol, string capture)
    {
        var script = Path.Combine(_folder.FullName, "dissector.lua");
        Assert.Equal(ExitCodes.Ok, (await Command.Run("wireshark", schema, "--port", $"{Port}", "-o", script)).ExitCode);
        var decoded = await Command.Run("decode", schema, capture, "--json");
        Assert.Equal(ExitCodes.Ok, decoded.ExitCode);
        var own = decoded.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ShownFrame.OfJson(line, protocol)).ToList();
        var details = await Tshark.Run("-X", "lua_script:" + script, "-r", capture, "-T", "pdml");
        // Some names Wireshark has itself.
        var filter = protocol.Name.ToLowerInvariant() + (details.Contains("_schema.message", StringComparison.Ordinal) ? "_schema" : "");
        var shown = ShownFrame.OfDetails(details, await File.ReadAllTextAsync(script), filter);

        Assert.NotEmpty(own);
        Assert.Equal(own.Select(frame => frame.Message), shown.Select(frame => frame.Message));
        var differences = own.Zip(shown, (left, right) => left.Differs(right, protocol.Framing.Pad is not null)).Where(text => text is not null).ToList();
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }
}
