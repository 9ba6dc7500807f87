using System.Net;
using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Server;

public sealed partial class ServerTests
{
    private static async Task<DeviceLinkServer> StartAsync(Over over, DeviceLinkServerHandler handler, ServerOptions? options = null)
    {
        var server = new DeviceLinkServer(handler, "tcp://127.0.0.1:0") { Options = (options ?? new()).Over(over) };
        await server.StartAsync();
        return server;
    }

    [Theory]
    [OverSockets("tcp://127.0.0.1:0", "tcp://[::1]:0", "tcp://localhost:0", "tcp://*:0")]
    [OverEpoll("tcp://127.0.0.1:0", "tcp://[::1]:0", "tcp://localhost:0", "tcp://*:0")]
    public async Task A_server_listens_where_it_is_told_and_resolves_the_port(Over over, string endpoint)
    {
        await using var server = new DeviceLinkServer(new TestHandler(), endpoint) { Options = over.Options() };
        await server.StartAsync();
        var local = Assert.IsType<IPEndPoint>(server.Endpoints[0]);
        Assert.NotEqual(0, local.Port);
        var host = local.Address.AddressFamily == AddressFamily.InterNetwork ? "127.0.0.1" : "[::1]";
        await using var client = TestClients.Create([$"tcp://{host}:{local.Port}"]);
        await client.StartAsync().WaitAsync(Engine.Deadline);
    }

    [Theory]
    [InlineData("127.0.0.1:80")]
    [InlineData("tcp://127.0.0.1")]
    [InlineData("tcp://::1:80")]
    [InlineData("tcp://host:99999")]
    public void An_endpoint_that_is_none_is_refused(string endpoint) =>
        Assert.Throws<ArgumentException>(() => new DeviceLinkServer(new TestHandler(), endpoint));

    [Theory, OverSockets, OverEpoll]
    public async Task A_second_server_on_the_port_of_a_first_one_is_refused(Over over)
    {
        await using var first = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = over.Options() };
        await first.StartAsync();
        await using var second = new DeviceLinkServer(new TestHandler(), $"tcp://{first.Endpoints[0]}");
        var exception = await Assert.ThrowsAsync<SocketException>(() => second.StartAsync());
        Assert.Equal(SocketError.AddressAlreadyInUse, exception.SocketErrorCode);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task Five_hundred_connections_at_once_are_all_answered(Over over)
    {
        await using var server = await StartAsync(over, new TestHandler());
        var sockets = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => RawClient.ConnectAsync(server.Endpoints[0])));
        await Task.WhenAll(sockets.Select(async (socket, index) =>
        {
            await socket.SendAsync(Frames.Join(Frames.Register($"{index}"), Frames.Heartbeat, Frames.GetDateTime));
            Assert.Equal([0, 1, 2], (await socket.ReceiveAsync(3)).Select(frame => (int)frame.Id));
        })).WaitAsync(Engine.Deadline);
        Assert.Equal(500, server.ConnectionCount);
        Assert.True(server.TryGetPeer("499", out _));
        Assert.Equal(500, server.BroadcastNotice(new() { Level = 1, Text = "all" }).Sent);
        await Task.WhenAll(sockets.Select(async socket => Assert.Equal(Notice.Wire.Id, (await socket.ReceiveAsync(1))[0].Id))).WaitAsync(Engine.Deadline);
        foreach (var socket in sockets) socket.Dispose();
        await Eventually.IsTrue(() => server.ConnectionCount == 0);
        Assert.False(server.TryGetPeer("499", out _));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_reset_in_mid_frame_two_hundred_times_leaves_nothing_behind(Over over)
    {
        var handler = new TestHandler();
        await using var server = await StartAsync(over, handler);
        for (var count = 0; count < 200; count++)
        {
            using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
            await socket.SendAsync(Frames.Join(Frames.Heartbeat, [0, 0, 0]));
            await socket.ReceiveAsync(1);
            socket.Reset();
        }

        await Eventually.IsTrue(() => server.ConnectionCount == 0 && handler.Ends.Count == 200);
        Assert.Equal(200, server.Counters.EndedBy(DisconnectReason.PeerReset));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_half_close_still_gets_its_answers_and_then_the_end(Over over)
    {
        await using var server = await StartAsync(over, new TestHandler
        {
            GettingTime = async _ =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
                return Answers.Time("late");
            },
        });
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.SendAsync(Frames.Join(Frames.GetDateTime, Frames.GetDateTime, Frames.GetDateTime));
        socket.EndOutput();
        Assert.Equal(3, (await socket.ReceiveUntilEndAsync()).Count);
        await Eventually.IsTrue(() => server.ConnectionCount == 0);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_broken_protocol_is_answered_up_to_there_and_closed_in_order(Over over)
    {
        await using var server = await StartAsync(over, new TestHandler());
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.SendAsync(Frames.Join(Frames.Heartbeat, [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0]));
        await socket.SendAsync(new byte[100]);
        Assert.Single(await socket.ReceiveUntilEndAsync());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task At_the_limit_no_more_connections_are_accepted_until_one_ends(Over over)
    {
        await using var server = await StartAsync(over, new TestHandler(), new() { MaxConnections = 2 });
        using var first = await RawClient.ConnectAsync(server.Endpoints[0]);
        using var second = await RawClient.ConnectAsync(server.Endpoints[0]);
        using var third = await RawClient.ConnectAsync(server.Endpoints[0]);
        await third.SendAsync(Frames.Heartbeat);
        await Eventually.IsTrue(() => server.ConnectionCount == 2);
        var answer = third.ReceiveAsync(1);
        Assert.False(answer.IsCompleted);
        first.Dispose();
        await answer.WaitAsync(Engine.Deadline);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task Peers_that_must_register_and_do_not_keep_others_out_only_up_to_their_limit(Over over)
    {
        await using var server = new ScriptedServer("tcp://127.0.0.1:0") { Options = new ServerOptions { MaxPendingHandshakes = 1 }.Over(over) };
        await server.StartAsync();
        using var first = await RawClient.ConnectAsync(server.Endpoints[0]);
        await Eventually.IsTrue(() => server.ConnectionCount == 1);
        using var second = await RawClient.ConnectAsync(server.Endpoints[0]);
        await second.SendAsync(Frames.Join(Frames.Register("2"), Frames.GetDateTime));
        var answers = second.ReceiveAsync(2);
        Assert.Equal(1, server.ConnectionCount);
        await first.SendAsync(Frames.Register());
        Assert.Equal([0, 2], (await answers).Select(frame => (int)frame.Id));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_large_upload_arrives_whole_and_a_slow_reader_gets_all_of_its_replies(Over over)
    {
        byte[]? content = null;
        await using var server = await StartAsync(over, new TestHandler
        {
            Uploading = (request, _) =>
            {
                content = request.Content.Span.ToArray();
                return new(Answers.Uploaded);
            },
            GettingTime = _ => new(Answers.Time(new('x', 1 << 20))),
        });
        var sent = new byte[2_000_000];
        Random.Shared.NextBytes(sent);
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.SendAsync(Frames.Of(new UploadFile { Name = "n", Content = sent }));
        await socket.ReceiveAsync(1);
        Assert.Equal(sent, content);

        for (var count = 0; count < 8; count++) await socket.SendAsync(Frames.GetDateTime);
        Assert.All(await socket.ReceiveAsync(8), frame => Assert.Equal((1 << 20) + 1, frame.Body.Length));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_flood_behind_a_pending_handler_is_paused_and_then_answered_in_order(Over over)
    {
        var source = new TaskCompletionSource<GetDateTimeReply>();
        await using var server = await StartAsync(
            over,
            new TestHandler { GettingTime = _ => new(source.Task) },
            new() { Limits = new() { BacklogBytes = 4096 } });
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.SendAsync(Frames.GetDateTime);
        var upload = Frames.Of(new UploadFile { Name = "n", Content = new byte[20_000] });
        var flood = socket.SendAsync(Frames.Join([.. Enumerable.Repeat(upload, 200)]));
        var answers = socket.ReceiveAsync(201);
        await Assert.ThrowsAsync<TimeoutException>(() => answers.WaitAsync(TimeSpan.FromMilliseconds(200)));
        source.SetResult(Answers.Time(""));
        Assert.Equal(Enumerable.Repeat(4, 200).Prepend(2), (await answers).Select(frame => (int)frame.Id));
        await flood;
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_silent_peer_is_noticed_by_a_real_server(Over over)
    {
        var handler = new TestHandler();
        var heartbeat = new ProtoGen.Connections.HeartbeatSettings
        {
            Roles = ProtoGen.Connections.HeartbeatRoles.Watcher,
            Interval = TimeSpan.FromMilliseconds(100),
            AckTimeout = TimeSpan.FromMilliseconds(100),
            Timeout = TimeSpan.FromMilliseconds(400),
        };
        await using var server = await StartAsync(over, handler, new() { Heartbeat = heartbeat });
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await Eventually.IsTrue(() => handler.Ends.Count == 1);
        Assert.Equal([DisconnectReason.HeartbeatTimeout], handler.Ends);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task Views_are_served_as_records_are(Over over)
    {
        await using var server = DeviceLinkServer.WithViews(_ => new CountingViews(), over.Options(), "tcp://127.0.0.1:0");
        await server.StartAsync();
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.SendAsync(Frames.Join(Frames.Register("9"), Frames.GetDateTime, Frames.GetDateTime, Frames.Heartbeat));
        var frames = await socket.ReceiveAsync(4);
        // The handler is a struct, and yet it counts: calls are made on the field itself.
        Assert.Equal("2", System.Text.Encoding.UTF8.GetString(frames[2].Body.AsSpan(1)));
        Assert.True(server.TryGetPeer("9", out _));
    }

    [Fact]
    public async Task A_server_of_views_takes_options()
    {
        var options = new ServerOptions { MaxConnections = 7 };
        await using var server = DeviceLinkServer.WithViews(_ => new CountingViews(), options, "tcp://127.0.0.1:0");
        await server.StartAsync();

        Assert.Same(options, server.Options);
    }

    private struct CountingViews : IDeviceLinkServerViews
    {
        private int _count;

        public readonly ValueTask<RegisterReply> OnRegister(Register.View request, DeviceLinkContext context) => new(Answers.Registered);

        public ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime.View request, DeviceLinkContext context) => new(Answers.Time($"{++_count}"));

        public readonly ValueTask<UploadFileReply> OnUploadFile(UploadFile.View request, DeviceLinkContext context) => new(Answers.Uploaded);

        public readonly HeartbeatReply OnHeartbeat(Heartbeat.View request, DeviceLinkContext context) => default;
    }
}
