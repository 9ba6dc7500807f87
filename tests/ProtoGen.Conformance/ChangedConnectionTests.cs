using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Tests.Changed;

namespace ProtoGen.Conformance;

/// <summary>Connections whose frames code of a user's own finds, restores and joins. Real sockets.</summary>
public class ChangedConnectionTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private static readonly ChangedHeader Packed = new() { Flags = new() { Packed = true } };

    [Fact]
    public async Task Requests_and_replies_pass_transformed_or_not()
    {
        await using var server = await StartAsync();
        await using var client = new ChangedClient($"tcp://127.0.0.1:{server.Port}");
        var text = new string('a', 3000);

        Assert.Equal(text, (await client.EchoAsync(new() { Text = text }, Packed)).Text);
        Assert.Equal("b", (await client.EchoAsync(new() { Text = "b" })).Text);
    }

    [Fact]
    public async Task A_body_in_three_frames_is_one_message_also_among_others()
    {
        await using var server = await StartAsync();
        using var peer = new TcpClient("127.0.0.1", server.Port);
        byte[] whole = [.. Frame(2, 2, [1, 2]), .. Frame(2, 2, []), .. Frame(0, 2, [9]), .. Frame(6, 2, [3, 0])];
        foreach (var value in whole) await peer.GetStream().WriteAsync(new[] { value });

        Assert.Equal("09", Convert.ToHexString((await server.Photos.NextAsync()).Data.Span));
        Assert.Equal("01020300", Convert.ToHexString((await server.Photos.NextAsync()).Data.Span));
    }

    [Fact]
    public async Task A_joined_body_is_transformed_as_a_whole()
    {
        await using var server = await StartAsync();
        using var peer = new TcpClient("127.0.0.1", server.Port);
        var body = new ArrayBufferWriter<byte>();
        Deflate.Encode(in Packed, new byte[4000], body);
        var half = body.WrittenCount / 2;
        await peer.GetStream().WriteAsync((byte[])[.. Frame(2, 2, body.WrittenSpan[..half]), .. Frame(7, 2, body.WrittenSpan[half..])]);

        Assert.Equal(4000, (await server.Photos.NextAsync()).Data.Count);
    }

    [Fact]
    public async Task Parts_that_never_end_close_the_connection()
    {
        await using var server = await StartAsync();
        using var peer = new TcpClient("127.0.0.1", server.Port);
        var part = Frame(2, 2, new byte[150]);
        for (var count = 0; count < 60; count++)
        {
            try
            {
                await peer.GetStream().WriteAsync(part);
            }
            catch (IOException)
            {
                break;
            }
        }

        await AssertClosedAsync(peer);
    }

    [Theory]
    [InlineData("03 01 01 05 ffffffff 00")]
    [InlineData("01 07 03 5a5a5a5a5a 00")]
    [InlineData("05 01 00")]
    public async Task Bytes_that_code_of_the_user_refuses_close_the_connection(string hex)
    {
        await using var server = await StartAsync();
        using var peer = new TcpClient("127.0.0.1", server.Port);
        await peer.GetStream().WriteAsync(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));

        await AssertClosedAsync(peer);
    }

    [Fact]
    public async Task What_a_transform_throws_goes_to_the_caller_and_the_connection_lives()
    {
        await using var server = await StartAsync();
        await using var client = new ChangedClient($"tcp://127.0.0.1:{server.Port}");
        await client.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.SendSecretAsync(new() { Number = 0xFF000000 }));
        Assert.Equal("a", (await client.EchoAsync(new() { Text = "a" })).Text);
    }

    private static byte[] Frame(byte flags, byte id, ReadOnlySpan<byte> body)
    {
        var wire = new ArrayBufferWriter<byte>();
        Cobs.Write([flags, id, .. body], wire);
        return wire.WrittenSpan.ToArray();
    }

    private static async Task AssertClosedAsync(TcpClient peer)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            while (await peer.GetStream().ReadAsync(new byte[256], deadline.Token) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A reset closes as well.
        }
    }

    private static async Task<Server> StartAsync()
    {
        var server = new Server();
        await server.Inner.StartAsync();
        return server;
    }

    private sealed class Server : IAsyncDisposable
    {
        public Server() => Inner = new(new Handler(Photos), "tcp://127.0.0.1:0");

        public ChangedServer Inner { get; }

        public Queue Photos { get; } = new();

        public int Port => ((IPEndPoint)Inner.Endpoints[0]).Port;

        public ValueTask DisposeAsync() => Inner.DisposeAsync();
    }

    private sealed class Queue
    {
        private readonly System.Threading.Channels.Channel<Photo> _photos = System.Threading.Channels.Channel.CreateUnbounded<Photo>();

        public void Add(Photo photo) => _photos.Writer.TryWrite(photo);

        public async Task<Photo> NextAsync() => await _photos.Reader.ReadAsync().AsTask().WaitAsync(Deadline);
    }

    private sealed class Handler(Queue photos) : ChangedServerHandler
    {
        public override ValueTask<EchoReply> OnEcho(Echo message, ChangedContext context) => new(new EchoReply { Text = message.Text });

        public override ValueTask OnPhoto(Photo message, ChangedContext context)
        {
            photos.Add(message);
            return default;
        }

        public override ValueTask OnSecret(Secret message, ChangedContext context) => default;
    }
}
