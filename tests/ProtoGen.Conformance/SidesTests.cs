using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using ProtoGen.Conformance.Frames;
using ProtoGen.Conformance.Proof;
using ProtoGen.Framing;
using Tests.SidedGreeting;
using Tests.SidedVariants;
using Tests.Sides;
using Note = Tests.Sides.Note;

namespace ProtoGen.Conformance;

/// <summary>What both sides say is said in the frames of the side that says it. Real sockets; peers are bare ones where bytes are looked at.</summary>
public sealed class SidesTests
{
    private const string Hi = "6869";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("sides")]
    [InlineData("sided-greeting")]
    [InlineData("sided-variants")]
    public void Frames_of_both_sides_are_read_and_written(string schema)
    {
        var protocol = FrameVectors.Read(schema);
        foreach (var vector in protocol.Vectors) ProtocolProof.Of(protocol).Prove(vector);
    }

    [Fact]
    public void Without_a_connection_the_stream_says_whose_frame_it_is()
    {
        var bytes = new byte[64];
        var written = SidesProtocol.WriteFrame(SidesStream.Server, new Note { Text = "hi" }, new SidesHeader { Status = 7 }, bytes);
        Assert.Equal("5356020007000268 69DC".Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(bytes.AsSpan(0, written)));

        ReadOnlySpan<byte> input = bytes.AsSpan(0, written);
        Assert.Equal(FrameStatus.Frame, SidesProtocol.ReadFrame(SidesStream.Server, ref input, out var frame));
        Assert.Equal((Note.Wire.Key, 7), (frame.Key, frame.Header.Status));
        Assert.True(Note.TryDecode(frame.Body, out var note, out _));
        Assert.Equal("hi", note.Text);

        Assert.Equal("040200" + Hi, Convert.ToHexString(bytes.AsSpan(0, SidesProtocol.WriteFrame(SidesStream.Client, new Note { Text = "hi" }, bytes))));
    }

    [Theory]
    [InlineData(SidedVariantsStream.Client, SidedVariantsVariant.Narrow, "01020109")]
    [InlineData(SidedVariantsStream.Client, SidedVariantsVariant.Wide, "0200020109")]
    [InlineData(SidedVariantsStream.Client, SidedVariantsVariant.Bulk, "01020109")]
    [InlineData(SidedVariantsStream.Server, SidedVariantsVariant.Narrow, "03000000020109")]
    [InlineData(SidedVariantsStream.Server, SidedVariantsVariant.Wide, "0400020109")]
    [InlineData(SidedVariantsStream.Server, SidedVariantsVariant.Bulk, "03000000020109")]
    public void A_variant_that_a_side_does_not_have_is_its_first(SidedVariantsStream stream, SidedVariantsVariant variant, string expected)
    {
        var bytes = new byte[64];

        Assert.Equal(expected, Convert.ToHexString(bytes.AsSpan(0, SidedVariantsProtocol.WriteFrame(stream, new Tests.SidedVariants.Note { Number = 9 }, new() { Variant = variant }, bytes))));
    }

    [Theory]
    [InlineData(SidedVariantsStream.Client, "0200020209")]
    [InlineData(SidedVariantsStream.Server, "0400020209")]
    public void The_variant_of_a_message_is_that_of_its_side(SidedVariantsStream stream, string expected)
    {
        var bytes = new byte[64];

        Assert.Equal(expected, Convert.ToHexString(bytes.AsSpan(0, SidedVariantsProtocol.WriteFrame(stream, new Large { Number = 9 }, bytes))));
    }

    [Fact]
    public void Whose_frame_it_is_has_to_be_said()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() =>
            FrameWriter.Write<SidesFraming, SidesHeader, Note>(new() { Text = "hi" }, default, new byte[64]));

        Assert.Equal("Note looks different from each side; say whose frame is to be written.", thrown.Message);
    }

    [Fact]
    public async Task An_unknown_id_is_kept_in_the_frames_of_either_side()
    {
        var bytes = new byte[64];
        var written = SidesProtocol.WriteFrame(SidesStream.Server, new Other { Id = 0x55, Data = new byte[] { 1 } }, bytes);
        ReadOnlySpan<byte> input = bytes.AsSpan(0, written);
        Assert.Equal(FrameStatus.Frame, SidesProtocol.ReadFrame(SidesStream.Server, ref input, out var frame));
        Assert.Equal(Other.Wire.Key, frame.Key);
        Assert.True(Other.TryDecode(in frame, out var other, out _));
        Assert.Equal(0x55, other.Id);

        var said = new Said();
        await using var server = await StartAsync(said);
        await using var client = new SidesClient(Endpoint(server)) { Handler = new Hearing(said) };
        await client.SendOtherAsync(new() { Id = 0x60, Data = new byte[] { 6 } });
        Assert.Equal("server: other 60 06", await said.NextAsync());
        Assert.Equal("client: other 61 06", await said.NextAsync());
    }

    [Fact]
    public async Task A_server_answers_and_asks_in_its_own_frames()
    {
        var said = new Said();
        await using var server = await StartAsync(said);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Endpoints[0]);

        await SendAsync(socket, "040205" + Hi);
        Assert.Equal("server: note hi", await said.NextAsync());
        Assert.Equal("5356 02 01 00 0003 686921 F8", await ReadAsync(socket, 11, 2, 1, 1, 1, 2, 3));

        await SendAsync(socket, "0403090102");
        Assert.Equal("5356 04 09 00 0002 0203 14", await ReadAsync(socket, 10, 2, 1, 1, 1, 2, 2));

        await SendAsync(socket, "020107");
        Assert.Equal("5356 81 07 00 0000 88", await ReadAsync(socket, 8, 2, 1, 1, 1, 2));
    }

    [Fact]
    public async Task A_client_answers_and_asks_in_its_own_frames()
    {
        var said = new Said();
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        await using var client = new SidesClient($"tcp://{listener.LocalEndPoint}") { Handler = new Hearing(said) };
        // Written before there is a connection.
        var asked = client.AskAsync(new() { Number = 258 });
        using var socket = await listener.AcceptAsync();

        Assert.Equal("04 03 01 0102", await ReadAsync(socket, 5, 1, 1, 1));
        // Looks like the reply, but for its number.
        await SendAsync(socket, "5356 04 00 00 0001 61 66");
        Assert.Equal("client: news a", await said.NextAsync());
        await SendAsync(socket, "5356 04 01 00 0002 0304 0E");
        Assert.Equal(0x0304, (await asked).Number);

        await SendAsync(socket, "5356 02 00 00 0002 6869 D5");
        Assert.Equal("client: note hi", await said.NextAsync());
        await SendAsync(socket, "5356 01 05 00 0000 06");
        Assert.Equal("02 81 05", await ReadAsync(socket, 3, 1, 1));
        await SendAsync(socket, "5356 03 08 00 0002 0005 12");
        Assert.Equal("04 04 08 0006", await ReadAsync(socket, 5, 1, 1, 1));
    }

    [Fact]
    public async Task Both_sides_ask_push_and_broadcast()
    {
        var said = new Said();
        await using var server = await StartAsync(said);
        await using var client = new SidesClient(Endpoint(server)) { Handler = new Hearing(said) };
        Assert.Equal(3, (await client.AskAsync(new() { Number = 2 })).Number);

        Assert.Equal(8, (await said.Peer!.AskAsync(new() { Number = 7 })).Number);
        Assert.Equal(1, server.BroadcastNote(new() { Text = "all" }).Sent);
        Assert.Equal("client: note all", await said.NextAsync());
        await client.SendNoteAsync(new() { Text = "up" });
        Assert.Equal("server: note up", await said.NextAsync());
        Assert.Equal("client: note up!", await said.NextAsync());
    }

    [Fact]
    public async Task A_greeting_of_each_side_leads_to_frames_of_each_side()
    {
        var said = new Said();
        await using var server = new SidedGreetingServer(new Greeting(said), "tcp://127.0.0.1:0");
        await server.StartAsync();
        await using var client = new SidedGreetingClient($"tcp://{server.Endpoints[0]}")
        {
            Handler = new Greeted(said),
            Handshake = async (handshake, cancel) => await handshake.SendGreetingAsync(new() { Version = 1 }, cancel: cancel),
        };
        await client.StartAsync();
        await client.SendValueAsync(new() { Number = new ValueNumber.U32(70000) }, new() { Kind = new() { Wide = true } });

        string[] lines = [await said.NextAsync(), await said.NextAsync(), await said.NextAsync(), await said.NextAsync()];
        Assert.Equal(["client: greeting 2 80", "client: value 70000", "server: greeting 1", "server: value 70000"], lines.Order(StringComparer.Ordinal));
    }

    private static string Endpoint(SidesServer server) => $"tcp://{server.Endpoints[0]}";

    private static async Task<SidesServer> StartAsync(Said said)
    {
        var server = new SidesServer(new Answering(said), "tcp://127.0.0.1:0");
        await server.StartAsync();
        return server;
    }

    private static async Task SendAsync(Socket socket, string hex) => await socket.SendAsync(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

    // The bytes as digits, with a space after each part.
    private static async Task<string> ReadAsync(Socket socket, int length, params int[] parts)
    {
        var bytes = await socket.ReadExactlyAsync(length, Deadline);
        var words = new List<string>();
        var at = 0;
        foreach (var part in parts)
        {
            words.Add(Convert.ToHexString(bytes, at, part));
            at += part;
        }

        return string.Join(' ', words.Append(Convert.ToHexString(bytes, at, length - at)));
    }

    private sealed class Said
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public SidesPeer? Peer { get; set; }

        public void Add(string line) => _lines.Writer.TryWrite(line);

        public async Task<string> NextAsync() => await _lines.Reader.ReadAsync().AsTask().WaitAsync(Deadline);
    }

    private sealed class Answering(Said said) : SidesServerHandler
    {
        public override void PeerConnected(SidesPeer peer) => said.Peer = peer;

        public override ValueTask OnNote(Note message, SidesContext context)
        {
            said.Add($"server: note {message.Text}");
            return context.Peer.SendNoteAsync(new() { Text = message.Text + "!" });
        }

        public override ValueTask<AskReply> OnAsk(Ask request, SidesContext context) => new(new AskReply { Number = (ushort)(request.Number + (request.Number > 255 ? 0x101 : 1)) });

        public override ValueTask OnOther(Other message, SidesContext context)
        {
            said.Add($"server: other {message.Id:x2} {Convert.ToHexString(message.Data.Span)}");
            return context.Peer.SendOtherAsync(message with { Id = (byte)(message.Id + 1) });
        }
    }

    private sealed class Hearing(Said said) : SidesClientHandler
    {
        public override ValueTask OnNote(Note message, SidesHeader header, SidesClient client) => Add($"client: note {message.Text}");

        public override ValueTask OnNews(News message, SidesHeader header, SidesClient client) => Add($"client: news {message.Text}");

        public override ValueTask OnOther(Other message, SidesHeader header, SidesClient client) => Add($"client: other {message.Id:x2} {Convert.ToHexString(message.Data.Span)}");

        public override ValueTask<AskReply> OnAsk(Ask request, SidesHeader header, SidesClient client) => new(new AskReply { Number = (ushort)(request.Number + 1) });

        private ValueTask Add(string line)
        {
            said.Add(line);
            return default;
        }
    }

    private sealed class Greeting(Said said) : SidedGreetingServerHandler
    {
        public override void PeerConnected(SidedGreetingPeer peer) => peer.TrySendGreeting(new() { Version = 2 }, new() { Load = 80 });

        public override ValueTask OnGreeting(Tests.SidedGreeting.Greeting message, SidedGreetingContext context)
        {
            said.Add($"server: greeting {message.Version}");
            return default;
        }

        public override ValueTask OnValue(Value message, SidedGreetingContext context)
        {
            said.Add($"server: value {((ValueNumber.U32)message.Number).Value}");
            return context.Peer.SendValueAsync(message, new() { Kind = context.Header.Kind });
        }
    }

    private sealed class Greeted(Said said) : SidedGreetingClientHandler
    {
        public override ValueTask OnGreeting(Tests.SidedGreeting.Greeting message, SidedGreetingHeader header, SidedGreetingClient client)
        {
            said.Add($"client: greeting {message.Version} {header.Load}");
            return default;
        }

        public override ValueTask OnValue(Value message, SidedGreetingHeader header, SidedGreetingClient client)
        {
            said.Add($"client: value {((ValueNumber.U32)message.Number).Value}");
            return default;
        }
    }
}
