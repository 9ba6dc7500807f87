using System.Text.Json.Nodes;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Tests.Capture;

namespace ProtoGen.Tool.Tests.Decoding;

/// <summary>Captured packets: put together in order, by connection and by side.</summary>
public sealed class CaptureDecodeTests : IDisposable
{
    private static readonly byte[] Register = Convert.FromHexString("0000003400" + "39393664613338642d613762652d343934372d616134632d663832303862356634616465" + "383639383538303330373230363933");
    private static readonly byte[] Accepted = [0, 0, 0, 2, 0, 0];
    private static readonly byte[] Beat = [0, 0, 0, 1, 1];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(1, true, true)]
    [InlineData(113, false, false)]
    [InlineData(276, true, false)]
    [InlineData(101, true, true)]
    [InlineData(0, false, false)]
    public async Task Both_sides_of_a_conversation_are_read_in_order(int linkType, bool isIpv6, bool isBlocks)
    {
        var capture = new TestCapture(linkType, isIpv6, isBlocks).Open().FromClient(Register, segment: 10).FromServer(Accepted, segment: 5).Disordered([.. Beat, .. Beat]);
        var frames = await Decode(capture, ExitCodes.Ok);
        Assert.Equal(["client Register 0", "server Register.reply 0", "client Heartbeat 56", "client Heartbeat 61"], frames.Select(frame => $"{frame["from"]} {frame["message"]} {frame["offset"]}"));
        Assert.Equal("869858030720693", frames[0]["values"]!["imei"]!.ToString());
        Assert.Equal(isIpv6 ? "[fd00::2]:9089" : "10.0.0.2:9089", frames[0]["server"]!.ToString());
        Assert.StartsWith("20", frames[0]["time"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_middle_of_a_connection_the_port_says_who_listens()
    {
        var capture = new TestCapture(serverPort: 50000).FromServer(Accepted);
        Assert.Equal("server", Assert.Single(await Decode(capture, ExitCodes.Ok, "--port", "50000"))["from"]!.ToString());
    }

    [Fact]
    public async Task Connections_to_other_ports_are_left_out()
    {
        var run = await Run(new TestCapture().Open().FromClient(Beat), "--port", "4711");
        Assert.Equal((ExitCodes.Findings, ""), (run.ExitCode, run.Out));
        Assert.Contains("No connection to port 4711", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_were_not_captured_are_said_and_decoding_goes_on_behind_them()
    {
        var frames = await Decode(new TestCapture().Open().FromClient([.. Beat, .. Register[..20]]).Lost(37).FromClient(Beat), ExitCodes.Findings);
        Assert.Equal(["True 5", "False 20", "True 5"], frames.Select(frame => $"{(bool)frame["ok"]!} {frame["length"]}"));
        Assert.Contains("37 bytes behind it were not captured", frames[1]["problems"]![0]!["problem"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(62, (long)frames[2]["offset"]!);
    }

    [Fact]
    public async Task Packets_that_were_cut_short_are_gaps()
    {
        var frames = await Decode(new TestCapture().Open().Cut(Register, 30).FromClient(Beat), ExitCodes.Findings);
        Assert.Equal(["False 30", "True 5"], frames.Select(frame => $"{(bool)frame["ok"]!} {frame["length"]}"));
    }

    [Fact]
    public async Task A_connection_that_ends_inside_a_frame_says_what_is_missing()
    {
        var frame = Assert.Single(await Decode(new TestCapture().Open().FromClient(Register[..20]), ExitCodes.Findings));
        Assert.Equal("ends too early: the frame has 56 bytes, of which 20 are there", frame["problems"]![0]!["problem"]!.ToString());
    }

    private async Task<List<JsonNode>> Decode(TestCapture capture, int exit, params string[] options)
    {
        var run = await Run(capture, options);
        Assert.True(exit == run.ExitCode, run.Out + run.Error);
        return [.. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }

    private async Task<Command> Run(TestCapture capture, params string[] options)
    {
        var file = Path.Combine(_folder.FullName, "capture.pcap");
        await File.WriteAllBytesAsync(file, capture.File);
        return await Command.Run(["decode", Repository.DeviceLink, file, "--json", .. options]);
    }
}
