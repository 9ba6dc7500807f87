using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Server;

/// <summary>Sessions by their key, on real sockets: who has it, who loses it, what a push reaches.</summary>
public sealed class SessionTests
{
    private static readonly Notice News = new() { Level = 1, Text = "news" };

    private static async Task<DeviceLinkServer> StartAsync(ServerOptions? options = null, TestHandler? handler = null)
    {
        var server = new DeviceLinkServer(handler ?? new TestHandler(), "tcp://127.0.0.1:0") { Options = options ?? new() };
        await server.StartAsync();
        return server;
    }

    private static async Task<RawClient> RegisterAsync(DeviceLinkServer server, string imei)
    {
        var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        await client.SendAsync(Frames.Register(imei));
        Assert.Equal(Register.Wire.Id, (await client.ReceiveAsync(1))[0].Id);
        return client;
    }

    [Fact]
    public async Task A_push_reaches_the_new_connection_of_a_key_and_the_late_end_of_a_half_open_one_removes_nothing()
    {
        var handler = new TestHandler();
        await using var server = await StartAsync(new() { Limits = new() { WriteTimeout = TimeSpan.FromSeconds(1) } }, handler);
        using var dead = await RegisterAsync(server, "7");
        // Nobody reads there any more, and what waits to be sent keeps the connection from ending in order.
        while (server.TryPushNotice("7", new() { Level = 0, Text = new('x', 60_000) }) == PushResult.Sent)
        {
        }

        Assert.Equal(PushResult.QueueFull, server.TryPushNotice("7", new() { Level = 0, Text = new('x', 60_000) }));
        using var alive = await RegisterAsync(server, "7");
        Assert.Equal(2, server.ConnectionCount);
        Assert.Equal(PushResult.Sent, server.TryPushNotice("7", News));
        Assert.Equal(Notice.Wire.Id, (await alive.ReceiveAsync(1))[0].Id);

        // The application is told on a thread of its own.
        await Eventually.IsTrue(() => server.ConnectionCount == 1 && handler.Ends.Count != 0);
        Assert.Equal([DisconnectReason.TakenOver], handler.Ends);
        Assert.True(await server.IsOnlineAsync("7"));
        Assert.Equal(PushResult.Sent, await server.PushNoticeAsync("7", News));
        Assert.Equal(Notice.Wire.Id, (await alive.ReceiveAsync(1))[0].Id);
    }

    [Fact]
    public async Task A_push_that_waits_at_a_connection_that_is_taken_over_reaches_the_new_one()
    {
        await using var server = await StartAsync(new() { Limits = new() { WriteTimeout = TimeSpan.FromSeconds(1) } });
        using var dead = await RegisterAsync(server, "7");
        while (server.TryPushNotice("7", new() { Level = 0, Text = new('x', 60_000) }) == PushResult.Sent)
        {
        }

        var waiting = server.PushNoticeAsync("7", News);
        Assert.False(waiting.IsCompleted);
        using var alive = await RegisterAsync(server, "7");
        Assert.Equal(PushResult.Sent, await waiting.AsTask().WaitAsync(Engine.Deadline));
        Assert.Equal(Notice.Wire.Id, (await alive.ReceiveAsync(1))[0].Id);
    }

    [Fact]
    public async Task A_push_says_that_nobody_has_the_key()
    {
        await using var server = await StartAsync();
        Assert.Equal(PushResult.NotConnected, server.TryPushNotice("7", News));
        Assert.Equal(PushResult.NotConnected, await server.PushNoticeAsync("7", News));
        Assert.False(await server.IsOnlineAsync("7"));
        using (var client = await RegisterAsync(server, "7")) Assert.Equal(PushResult.Sent, server.TryPushNotice("7", News));
        await Eventually.IsTrue(() => server.TryPushNotice("7", News) == PushResult.NotConnected);
    }

    [Fact]
    public async Task By_option_the_first_session_of_a_key_stays_and_the_second_connection_is_closed_without_a_reply()
    {
        await using var server = await StartAsync(new() { DuplicateSessions = DuplicateSessions.Reject });
        var first = await RegisterAsync(server, "7");
        using var second = await RawClient.ConnectAsync(server.Endpoints[0]);
        await second.SendAsync(Frames.Join(Frames.Heartbeat, Frames.Register("7"), Frames.GetDateTime));

        Assert.Equal(Heartbeat.Wire.Id, Assert.Single(await second.ReceiveUntilEndAsync()).Id);
        Assert.Equal(1, server.Counters.EndedBy(DisconnectReason.SessionInUse));
        Assert.Equal(1, server.Counters.RejectedBy(RejectionReason.SessionInUse));
        Assert.Equal(PushResult.Sent, server.TryPushNotice("7", News));
        Assert.Equal(Notice.Wire.Id, (await first.ReceiveAsync(1))[0].Id);

        // The session's own peer may register again, and with its end the key is free.
        await first.SendAsync(Frames.Register("7"));
        await first.ReceiveAsync(1);
        first.Dispose();
        await Eventually.IsTrue(() => server.ConnectionCount == 0);
        using var third = await RegisterAsync(server, "7");
    }

    [Fact]
    public async Task A_hundred_connections_that_register_one_key_at_once_leave_one_session()
    {
        foreach (var duplicates in Enum.GetValues<DuplicateSessions>())
        {
            await using var server = await StartAsync(new() { DuplicateSessions = duplicates });
            var clients = await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
            {
                var client = await RawClient.ConnectAsync(server.Endpoints[0]);
                await client.SendAsync(Frames.Register("7"));
                return client;
            }));
            var refused = duplicates == DuplicateSessions.Reject ? DisconnectReason.SessionInUse : DisconnectReason.TakenOver;
            await Eventually.IsTrue(() => server.Counters.EndedBy(refused) == 99);
            Assert.Equal(1, server.ConnectionCount);
            Assert.Equal(PushResult.Sent, server.TryPushNotice("7", News));
            foreach (var client in clients) client.Dispose();
            await Eventually.IsTrue(() => !server.TryGetPeer("7", out _));
        }
    }

    [Fact]
    public async Task Servers_that_share_a_directory_have_one_session_a_key_and_reach_it_from_each()
    {
        var directory = new SessionDirectory();
        await using var east = await StartAsync(new() { SessionDirectory = directory });
        await using var west = await StartAsync(new() { SessionDirectory = directory });
        using var first = await RegisterAsync(east, "7");
        Assert.Equal(PushResult.NotConnected, west.TryPushNotice("7", News));
        Assert.Equal(PushResult.Sent, await west.PushNoticeAsync("7", News));
        Assert.Equal("news"u8.ToArray(), (await first.ReceiveAsync(1))[0].Body[^4..]);
        Assert.True(await west.IsOnlineAsync("7"));

        using var second = await RegisterAsync(west, "7");
        Assert.Empty(await first.ReceiveUntilEndAsync());
        await Eventually.IsTrue(() => east.ConnectionCount == 0);
        Assert.Equal(PushResult.Sent, await east.PushNoticeAsync("7", News));
        Assert.Equal(Notice.Wire.Id, (await second.ReceiveAsync(1))[0].Id);
        Assert.Equal(1, directory.Count);

        // Registering again on the same connection takes nothing over from itself.
        await second.SendAsync(Frames.Register("7"));
        await second.ReceiveAsync(1);
        Assert.Equal(PushResult.Sent, await east.PushNoticeAsync("7", News));
        await second.ReceiveAsync(1);

        second.Dispose();
        await Eventually.IsTrue(() => directory.Count == 0);
        Assert.False(await east.IsOnlineAsync("7"));
        Assert.Equal(PushResult.NotConnected, await east.PushNoticeAsync("7", News));
    }

    [Fact]
    public async Task Servers_that_share_a_directory_reject_the_second_session_wherever_it_registers()
    {
        var options = new ServerOptions { SessionDirectory = new SessionDirectory(), DuplicateSessions = DuplicateSessions.Reject };
        await using var east = await StartAsync(options);
        await using var west = await StartAsync(options);
        using var first = await RegisterAsync(east, "7");
        using var second = await RawClient.ConnectAsync(west.Endpoints[0]);
        await second.SendAsync(Frames.Register("7"));
        Assert.Empty(await second.ReceiveUntilEndAsync());
        Assert.Equal(1, west.Counters.RejectedBy(RejectionReason.SessionInUse));
        Assert.Equal(PushResult.Sent, await west.PushNoticeAsync("7", News));
        await first.ReceiveAsync(1);
    }

    [Fact]
    public async Task A_directory_that_answers_late_delays_the_reply_and_one_that_fails_closes_the_connection()
    {
        var directory = new SlowDirectory();
        await using var server = await StartAsync(new() { SessionDirectory = directory });
        using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        await client.SendAsync(Frames.Register("7"));
        await Eventually.IsTrue(() => directory.Attached.Count == 1);
        Assert.False(server.TryGetPeer("7", out _));
        directory.Attached[0].SetResult(5);
        await client.ReceiveAsync(1);
        Assert.True(server.TryGetPeer("7", out _));

        using var other = await RawClient.ConnectAsync(server.Endpoints[0]);
        await other.SendAsync(Frames.Register("8"));
        await Eventually.IsTrue(() => directory.Attached.Count == 2);
        directory.Attached[1].SetException(new IOException("The cluster is gone."));
        Assert.Empty(await other.ReceiveUntilEndAsync());
        Assert.False(server.TryGetPeer("8", out _));

        // A connection that ends while it is attached is detached all the same; a detach that fails harms nobody.
        using (var late = await RawClient.ConnectAsync(server.Endpoints[0]))
        {
            await late.SendAsync(Frames.Register("9"));
            await Eventually.IsTrue(() => directory.Attached.Count == 3);
            late.Reset();
        }

        await Eventually.IsTrue(() => server.ConnectionCount == 1);
        directory.Attached[2].SetResult(6);
        await Eventually.IsTrue(() => directory.Detached.Contains(("9", 6)));
        Assert.False(server.TryGetPeer("9", out _));
    }

    [Fact]
    public void A_pushed_frame_whose_parts_do_not_fit_is_refused()
    {
        var frame = Frames.Of(News);
        Assert.Throws<ArgumentException>(() => new PushedFrame(frame, new(frame.Length + 1, 3, 5, 1)).Check());
        Assert.Throws<ArgumentException>(() => new PushedFrame(frame, new(frame.Length, 3, 5, frame.Length)).Check());
        Assert.Throws<ArgumentException>(() => new PushedFrame(frame, new(frame.Length, 3, -1, 1)).Check());
        new PushedFrame(frame, new(frame.Length, 3, 5, frame.Length - 5)).Check();
    }

    private sealed class SlowDirectory : ISessionDirectory
    {
        public List<TaskCompletionSource<long>> Attached { get; } = [];

        public List<(string, long)> Detached { get; } = [];

        public async ValueTask<long> AttachAsync(ISession session, DuplicateSessions duplicates, CancellationToken cancel)
        {
            var source = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (Attached) Attached.Add(source);
            return await source.Task;
        }

        public ValueTask DetachAsync(string key, long epoch)
        {
            lock (Detached) Detached.Add((key, epoch));
            throw new IOException("The cluster is gone.");
        }

        public ValueTask<PushResult> PushAsync(string key, PushedFrame frame, CancellationToken cancel) => new(PushResult.NotConnected);

        public ValueTask<bool> IsOnlineAsync(string key, CancellationToken cancel) => new(false);
    }
}
