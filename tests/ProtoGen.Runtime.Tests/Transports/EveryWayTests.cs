using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Transports;

/// <summary>What holds whatever a connection leads over.</summary>
public sealed class EveryWayTests
{
    public static TheoryData<Way> Portable => [.. Enum.GetValues<Way>().Where(way => !Ways.IsEpoll(way))];

    [Theory]
    [MemberData(nameof(Portable))]
    [EpollWays]
    public async Task Registration_requests_and_pushes_pass(Way way)
    {
        await using var ways = await Ways.StartAsync(way);
        await using var client = ways.Client();
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.Equal("now", (await client.GetDateTimeAsync()).Text);

        await using var notices = client.Notices().GetAsyncEnumerator();
        var next = notices.MoveNextAsync();
        Assert.True(ways.Server.TryGetPeer("1", out var peer));
        await peer.SendNoticeAsync(new() { Level = 3, Text = "news" });
        Assert.True(await next.AsTask().WaitAsync(Engine.Deadline));
        Assert.Equal("news", notices.Current.Text);
    }

    [Theory]
    [MemberData(nameof(Portable))]
    [EpollWays]
    public async Task Heartbeats_pass_and_keep_both_sides_alive(Way way)
    {
        var beats = new TaskCompletionSource();
        var count = 0;
        await using var ways = await Ways.StartAsync(way, new TestHandler
        {
            Beating = _ =>
            {
                if (Interlocked.Increment(ref count) == 3) beats.TrySetResult();
                return default;
            },
        });
        await using var client = ways.Client(TestClients.Quick with
        {
            Heartbeat = new HeartbeatSettings
            {
                Roles = HeartbeatRoles.Prober,
                Interval = TimeSpan.FromMilliseconds(200),
                AckTimeout = TimeSpan.FromSeconds(5),
                Timeout = TimeSpan.FromSeconds(10),
            },
        });
        await client.StartAsync().WaitAsync(Engine.Deadline);
        await beats.Task.WaitAsync(Engine.Deadline);
        Assert.Equal(ClientState.Ready, client.State);
        Assert.Equal(0, client.Counters.EndedBy(DisconnectReason.HeartbeatTimeout));
    }

    [Theory]
    [MemberData(nameof(Portable))]
    [EpollWays]
    public async Task Large_messages_pass_whole_and_in_order_both_ways(Way way)
    {
        var sizes = new[] { 0, 1, 4095, 4096, 4097, 20_000, 40_000 };
        var contents = sizes.Select(size => Enumerable.Range(0, size).Select(index => (byte)(index * 7)).ToArray()).ToArray();
        var received = new List<byte[]>();
        await using var ways = await Ways.StartAsync(way, new TestHandler
        {
            Uploading = (upload, context) =>
            {
                received.Add(upload.Content.Span.ToArray());
                Assert.Equal(SendResult.Sent, context.Peer.TrySendNotice(new() { Level = 1, Text = new('x', upload.Content.Count) }));
                return new(Answers.Uploaded);
            },
        });
        var notices = new List<int>();
        await using var client = ways.Client(handler: new Lengths(notices));
        await client.StartAsync().WaitAsync(Engine.Deadline);
        await Task.WhenAll(contents.Select(content => client.UploadFileAsync(new() { Name = "f", Content = content }).AsTask())).WaitAsync(Engine.Deadline);
        Assert.Equal(contents, received);
        Assert.Equal(sizes, notices);
    }

    [Theory]
    [MemberData(nameof(Portable))]
    [EpollWays]
    public async Task What_was_sent_before_a_close_arrives_and_the_end_is_seen_in_order(Way way)
    {
        await using var ways = await Ways.StartAsync(way);
        await using var client = ways.Client();
        await using var notices = client.Notices().GetAsyncEnumerator();
        var next = notices.MoveNextAsync();
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.True(ways.Server.TryGetPeer("1", out var peer));
        Assert.Equal(SendResult.Sent, peer.TrySendNotice(new() { Level = 1, Text = "last words" }));
        peer.Close();
        Assert.True(await next.AsTask().WaitAsync(Engine.Deadline));
        Assert.Equal("last words", notices.Current.Text);
        await Eventually.IsTrue(() => client.Counters.EndedBy(DisconnectReason.PeerClosed) == 1);
    }

    [Theory]
    [MemberData(nameof(Portable))]
    [EpollWays]
    public async Task A_server_that_stops_closes_and_the_client_connects_again_to_the_next(Way way)
    {
        var first = await Ways.StartAsync(way);
        await using var second = await Ways.StartAsync(Way.Memory);
        second.Network.Serve("memory://second", stream => second.Server.ServeAsync(stream));
        var options = first.ClientOptions();
        var connect = options.Connect!;
        await using var client = TestClients.Create([first.Endpoint, "memory://second"], options with
        {
            Connect = (endpoint, cancel) => endpoint == "memory://second" ? second.Network.ConnectAsync(endpoint, cancel) : connect(endpoint, cancel),
        });
        await client.StartAsync().WaitAsync(Engine.Deadline);
        await first.DisposeAsync();
        await Eventually.IsTrue(() => second.Server.ConnectionCount == 1 && client.State == ClientState.Ready);
        Assert.Equal("now", (await client.GetDateTimeAsync()).Text);
        Assert.Equal(1, first.Server.Counters.EndedBy(DisconnectReason.ServerDraining));
    }

    [Theory]
    [MemberData(nameof(Portable))]
    [EpollWays]
    public async Task An_abort_reaches_the_other_side(Way way)
    {
        await using var ways = await Ways.StartAsync(way);
        await using var client = ways.Client();
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.True(ways.Server.TryGetPeer("1", out var peer));
        peer.Abort();
        await Eventually.IsTrue(() => client.Counters.EndedBy(DisconnectReason.PeerReset) + client.Counters.EndedBy(DisconnectReason.PeerClosed) == 1);
        Assert.Equal("now", (await client.GetDateTimeAsync()).Text);
    }

    private sealed class Lengths(List<int> lengths) : DeviceLinkClientHandler
    {
        public override ValueTask OnNotice(Notice message, DeviceLinkClient client)
        {
            lengths.Add(message.Text.Length);
            return default;
        }
    }
}
