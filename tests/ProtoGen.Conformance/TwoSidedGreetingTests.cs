using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using ProtoGen.Conformance.Zmtp3;

namespace ProtoGen.Conformance;

/// <summary>Both sides of ZMTP say the message that changes the state, in whatever order these cross. Real sockets; the peer is a bare one.</summary>
public sealed class TwoSidedGreetingTests
{
    private const string Ready = "04 19 05 5245414459 0B 536F636B65742D54797065 00000003 524551", Hello = "00 05 68656C6C6F";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private static readonly byte[] PeerGreets = Greeting("NULL"), WeGreet = Greeting("PLAIN"), Follows = Bytes(Ready + Hello);

    /// <summary>Who greets first.</summary>
    public enum Order
    {
        /// <summary>The peer has read our greeting when it greets.</summary>
        WeFirst,

        /// <summary>We greet once we have heard the peer.</summary>
        PeerFirst,

        /// <summary>Neither waits for the other.</summary>
        AtOnce,
    }

    /// <summary>How the peer's bytes are cut into segments.</summary>
    public enum Cut
    {
        /// <summary>The greeting and what follows it in one segment.</summary>
        Together,

        /// <summary>Byte by byte.</summary>
        Bytes,

        /// <summary>A segment ends in the greeting, the next one in what follows it.</summary>
        Inside,
    }

    public static TheoryData<Order, Cut> Cases
    {
        get
        {
            var cases = new TheoryData<Order, Cut>();
            foreach (var order in Enum.GetValues<Order>())
            {
                foreach (var cut in Enum.GetValues<Cut>()) cases.Add(order, cut);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_server_hears_what_follows_the_greeting(Order order, Cut cut)
    {
        var said = new Said();
        await using var server = new Zmtp3Server(new Answering(said, order), "tcp://127.0.0.1:0");
        await server.StartAsync();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Endpoints[0]);

        await TalkAsync(socket, order, cut, said);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_client_hears_what_follows_the_greeting(Order order, Cut cut)
    {
        var said = new Said();
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        await using var client = new Zmtp3Client($"tcp://{listener.LocalEndPoint}")
        {
            Handler = new Hearing(said),
            Handshake = async (handshake, cancel) =>
            {
                if (order == Order.PeerFirst) await said.Greeted.Task.WaitAsync(cancel);
                await handshake.SendGreetingAsync(new() { Minor = 0, Mechanism = "PLAIN", AsServer = false }, cancel: cancel);
                await handshake.SendMessageAsync(new() { Data = "hello"u8.ToArray() }, cancel: cancel);
            },
        };
        var started = client.StartAsync();
        using var socket = await listener.AcceptAsync();
        socket.NoDelay = true;

        await TalkAsync(socket, order, cut, said);
        await started;
    }

    [Fact]
    public async Task A_peer_that_sends_its_greeting_twice_is_refused()
    {
        var said = new Said();
        await using var server = new Zmtp3Server(new Answering(said, Order.WeFirst), "tcp://127.0.0.1:0");
        await server.StartAsync();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server.Endpoints[0]);

        await socket.SendAsync((byte[])[.. PeerGreets, .. PeerGreets]);

        Assert.Equal("greeting NULL", await said.NextAsync());
        Assert.Equal("end ProtocolViolation", await said.NextAsync());
    }

    private static async Task TalkAsync(Socket socket, Order order, Cut cut, Said said)
    {
        if (order == Order.WeFirst) Assert.Equal(Convert.ToHexString(WeGreet), await ReadAsync(socket, WeGreet.Length));
        await SendAsync(socket, [.. PeerGreets, .. Follows], cut);

        Assert.Equal("greeting NULL", await said.NextAsync());
        Assert.Equal("command READY", await said.NextAsync());
        Assert.Equal("message hello", await said.NextAsync());
        if (order != Order.WeFirst) Assert.Equal(Convert.ToHexString(WeGreet), await ReadAsync(socket, WeGreet.Length));
        Assert.Equal(Convert.ToHexString(Bytes(Hello)), await ReadAsync(socket, Bytes(Hello).Length));

        // The conversation goes on.
        await socket.SendAsync(Follows);
        Assert.Equal("command READY", await said.NextAsync());
        Assert.Equal("message hello", await said.NextAsync());
    }

    private static async Task SendAsync(Socket socket, byte[] bytes, Cut cut)
    {
        var size = cut switch { Cut.Together => bytes.Length, Cut.Bytes => 1, _ => 40 };
        foreach (var part in bytes.Chunk(size))
        {
            await socket.SendAsync(part);
            if (cut == Cut.Inside) await Task.Yield();
        }
    }

    private static async Task<string> ReadAsync(Socket socket, int length)
    {
        var bytes = await socket.ReadExactlyAsync(length, Deadline);
        return Convert.ToHexString(bytes);
    }

    private static byte[] Greeting(string mechanism)
    {
        var bytes = new byte[64];
        Assert.Equal(64, Zmtp3Protocol.WriteFrame(new Greeting { Minor = 0, Mechanism = mechanism, AsServer = false }, bytes));
        return bytes;
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private sealed class Said
    {
        private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

        public TaskCompletionSource Greeted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Add(string line)
        {
            _lines.Writer.TryWrite(line);
            if (line.StartsWith("greeting", StringComparison.Ordinal)) Greeted.TrySetResult();
        }

        public async Task<string> NextAsync() => await _lines.Reader.ReadAsync().AsTask().WaitAsync(Deadline);
    }

    private sealed class Answering(Said said, Order order) : Zmtp3ServerHandler
    {
        public override void PeerConnected(Zmtp3Peer peer)
        {
            if (order != Order.PeerFirst) Greet(peer);
        }

        public override void PeerDisconnected(Zmtp3Peer peer, DisconnectReason reason) => said.Add($"end {reason}");

        public override ValueTask OnGreeting(Greeting message, Zmtp3Context context)
        {
            said.Add($"greeting {message.Mechanism}");
            if (order == Order.PeerFirst) Greet(context.Peer);
            return default;
        }

        public override ValueTask OnCommand(Command message, Zmtp3Context context)
        {
            said.Add($"command {message.Name}");
            return default;
        }

        public override ValueTask OnMessage(Message message, Zmtp3Context context)
        {
            said.Add($"message {System.Text.Encoding.ASCII.GetString(message.Data.Span)}");
            return default;
        }

        private static void Greet(Zmtp3Peer peer)
        {
            Assert.Equal(SendResult.Sent, peer.TrySendGreeting(new() { Minor = 0, Mechanism = "PLAIN", AsServer = false }));
            Assert.Equal(SendResult.Sent, peer.TrySendMessage(new() { Data = "hello"u8.ToArray() }));
        }
    }

    private sealed class Hearing(Said said) : Zmtp3ClientHandler
    {
        public override ValueTask OnGreeting(Greeting message, Zmtp3Header header, Zmtp3Client client)
        {
            said.Add($"greeting {message.Mechanism}");
            return default;
        }

        public override ValueTask OnCommand(Command message, Zmtp3Header header, Zmtp3Client client)
        {
            said.Add($"command {message.Name}");
            return default;
        }

        public override ValueTask OnMessage(Message message, Zmtp3Header header, Zmtp3Client client)
        {
            said.Add($"message {System.Text.Encoding.ASCII.GetString(message.Data.Span)}");
            return default;
        }
    }
}
