using System.Net;
using System.Net.Sockets;
using System.Text;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Schemas;
using ProtoGen.Tool.Tests.Capture;

namespace ProtoGen.Tool.Tests.Wireshark;

/// <summary>What tshark shows with an emitted dissector is what decode says.</summary>
public sealed class DissectorTests : IDisposable
{
    private const int Port = 19089;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    /// <summary>The protocols whose frames stand for themselves: without states, and without code that only their users have.</summary>
    public static TheoryData<string> Plain => new(Tests.Schemas.Names.Where(schema => Tests.Schemas.Load(schema) is { States.Count: 0, Vectors.Count: > 0 }));

    public void Dispose() => _folder.Delete(recursive: true);

    [TsharkTheory]
    [MemberData(nameof(Plain))]
    public async Task Every_example_frame_is_shown_as_it_is_decoded(string schema)
    {
        var protocol = Tests.Schemas.Load(schema);
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
        await Dissection.AssertSame(Tests.Schemas.PathOf(schema), protocol, file, Port);
    }

    [TsharkFact]
    public async Task Captured_conversations_of_the_sample_are_shown_as_they_are_decoded()
    {
        var file = Path.Combine(_folder.FullName, "loopback.pcapng");
        var protocol = LoadedSchema.Read(new(Repository.DeviceLink)).Protocol;
        await using (var capture = await Loopback.Capture(file, Port))
        {
            await using var sample = Sample.Serve(Port);
            await sample.Said("listens");
            await using var client = Sample.Connect(Port);
            await client.Said("the server's time is");
            await SendInTwoSegments();
            await capture.Seen("Register", 2);
        }

        await Dissection.AssertSame(Repository.DeviceLink, protocol, file, Port);
        var decoded = await Command.Run("decode", Repository.DeviceLink, file, "--json");
        Assert.Contains("\"message\":\"GetDateTime.reply\"", decoded.Out, StringComparison.Ordinal);
        var joined = await Tshark.Run("-r", file, "-X", "lua_script:" + Path.Combine(_folder.FullName, "dissector.lua"), "-Y", "tcp.segments && devicelink.register.imei == \"869858030720693\"");
        Assert.NotEqual("", joined);
    }

    [TsharkFact]
    public async Task Conversations_on_any_port_are_recognised_by_their_first_frame_and_what_is_wrong_is_an_expert_s_finding()
    {
        byte[] register = [.. Convert.FromHexString("0000003400"), .. Encoding.ASCII.GetBytes("996da38d-a7be-4947-aa4c-f8208b5f4ade869858030720693")];
        var file = Path.Combine(_folder.FullName, "port.pcap");
        await File.WriteAllBytesAsync(file, new TestCapture(linkType: 101, serverPort: 7001).Open().FromClient(register).FromServer([0, 0, 0, 3, 0, 0, 9]).File);
        var script = Path.Combine(_folder.FullName, "dissector.lua");
        await Command.Run("wireshark", Repository.DeviceLink, "-o", script);
        Assert.Contains("869858030720693", await Tshark.Run("-X", "lua_script:" + script, "-r", file, "-Y", "devicelink.register.imei", "-T", "fields", "-e", "devicelink.register.imei"), StringComparison.Ordinal);
        Assert.Contains("1 bytes more", await Tshark.Run("-X", "lua_script:" + script, "-r", file, "-Y", "devicelink.malformed", "-V"), StringComparison.Ordinal);
    }

    [TsharkFact]
    public async Task A_wrong_check_is_an_expert_s_finding_and_the_fields_are_shown_all_the_same()
    {
        var wire = Convert.FromHexString("78780D01012345678901234500018CDE0D0A");
        var file = Path.Combine(_folder.FullName, "check.pcap");
        await File.WriteAllBytesAsync(file, new TestCapture(linkType: 101, serverPort: Port).Open().FromClient(wire).File);
        var script = Path.Combine(_folder.FullName, "dissector.lua");
        await Command.Run("wireshark", Tests.Schemas.PathOf("Gt06/gt06.protogen.yaml"), "--port", $"{Port}", "-o", script);
        Assert.Equal("0123456789012345\t36062", (await Tshark.Run("-X", "lua_script:" + script, "-r", file, "-Y", "gt06.wrong", "-T", "fields", "-e", "gt06.login.imei", "-e", "gt06.crc")).Trim());
    }

    [Fact]
    public async Task What_a_dissector_cannot_say_stands_at_its_head_and_is_said()
    {
        var run = await Command.Run("wireshark", Tests.Schemas.PathOf("ModbusAscii/modbus-ascii.protogen.yaml"));
        Assert.Contains("shown as bytes: all that is received: only HexLines finds frames in it", run.Error, StringComparison.Ordinal);
        Assert.Contains("-- shown as bytes: all that is received: only HexLines finds frames in it", run.Out, StringComparison.Ordinal);
    }

    /// <summary>A registration of which the second half comes in a segment of its own.</summary>
    private static async Task SendInTwoSegments()
    {
        byte[] register = [.. Convert.FromHexString("0000003700"), .. Encoding.ASCII.GetBytes("996da38d-a7be-4947-aa4c-f8208b5f4ade869858030720693")];
        register[3] = (byte)(register.Length - 4);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        await socket.SendAsync(register.AsMemory(0, 20));
        await socket.SendAsync(register.AsMemory(20));
        var reply = new byte[6];
        await socket.ReceiveAsync(reply);
        Assert.Equal([0, 0, 0, 2, 0, 0], reply);
    }
}
