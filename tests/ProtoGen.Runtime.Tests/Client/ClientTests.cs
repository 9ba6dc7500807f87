using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Client;

public sealed class ClientTests
{
    private static string Text(EndPoint endpoint) => $"tcp://{endpoint}";

    private static async Task<DeviceLinkServer> ServeAsync(DeviceLinkServerHandler handler, string endpoint = "tcp://127.0.0.1:0")
    {
        var server = new DeviceLinkServer(handler, endpoint) { Options = new() { DrainTimeout = TimeSpan.FromMilliseconds(200) } };
        await server.StartAsync();
        return server;
    }

    private static ClientOptions Quiet => TestClients.Quick with { Heartbeat = HeartbeatSettings.None };

    private static UploadFile File(int number) => new() { Name = $"{number}", Content = [] };

    [Fact]
    public async Task A_client_registers_asks_and_hears()
    {
        await using var server = await ServeAsync(new TestHandler());
        await using var client = TestClients.Create([Text(server.Endpoints[0])]);
        Assert.Equal(ClientState.Idle, client.State);
        Assert.Equal("now", (await client.GetDateTimeAsync().AsTask().WaitAsync(Engine.Deadline)).Text);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.Equal(ClientState.Ready, client.State);

        await using var notices = client.Notices().GetAsyncEnumerator();
        var next = notices.MoveNextAsync();
        Assert.True(server.TryGetPeer("1", out var peer));
        await peer.SendNoticeAsync(new() { Level = 1, Text = "hello" });
        Assert.True(await next.AsTask().WaitAsync(Engine.Deadline));
        Assert.Equal("hello", notices.Current.Text);

        next = notices.MoveNextAsync();
        await client.DisposeAsync();
        Assert.False(await next.AsTask().WaitAsync(Engine.Deadline));
        Assert.Equal(ClientState.Stopped, client.State);
        await Eventually.IsTrue(() => server.ConnectionCount == 0);
    }

    [Fact]
    public async Task Pushes_reach_a_handler_in_order()
    {
        await using var server = await ServeAsync(new TestHandler());
        var handler = new Listener();
        await using var client = TestClients.Create([Text(server.Endpoints[0])], handler: handler);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        for (var count = 0; count < 100; count++) server.BroadcastNotice(new() { Level = (byte)count, Text = "" });
        await Eventually.IsTrue(() => handler.Levels.Count == 100);
        Assert.Equal(Enumerable.Range(0, 100).Select(level => (byte)level), handler.Levels);
    }

    [Fact]
    public async Task A_client_fails_over_registers_first_and_delivers_what_waited_once_and_in_order()
    {
        var seen = new ConcurrentQueue<string>();
        var firstHandler = new TestHandler();
        var second = new TestHandler
        {
            Registering = async (_, _) =>
            {
                await Task.Yield();
                seen.Enqueue("register");
                return Answers.Registered;
            },
            Uploading = (file, _) =>
            {
                seen.Enqueue(file.Name);
                return new(Answers.Uploaded);
            },
        };
        var server = await ServeAsync(firstHandler);
        // Reserved, but not listening yet.
        using var reserved = new Socket(SocketType.Stream, ProtocolType.Tcp);
        reserved.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var backup = $"tcp://127.0.0.1:{((IPEndPoint)reserved.LocalEndPoint!).Port}";
        var lost = new TaskCompletionSource();
        await using var client = TestClients.Create(
            [Text(server.Endpoints[0]), backup],
            changed: change =>
            {
                if (change.State == ClientState.Waiting) lost.TrySetResult();
            });
        await client.StartAsync().WaitAsync(Engine.Deadline);
        await server.DisposeAsync();
        await lost.Task.WaitAsync(Engine.Deadline);

        var calls = Enumerable.Range(0, 50).Select(number => client.UploadFileAsync(File(number)).AsTask()).ToArray();
        reserved.Dispose();
        await using var other = await ServeAsync(second, backup);
        await Task.WhenAll(calls).WaitAsync(Engine.Deadline);
        Assert.Equal([.. Enumerable.Range(0, 50).Select(number => $"{number}").Prepend("register")], seen);
    }

    [Fact]
    public async Task Disposing_lets_what_was_sent_arrive_also_at_a_slow_peer()
    {
        const int Count = 30;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = TestClients.Create([Text(listener.LocalEndpoint)], Quiet);
        var starting = client.StartAsync();
        using var peer = new RawClient(await listener.AcceptSocketAsync().WaitAsync(Engine.Deadline));
        await peer.ReceiveAsync(1);
        await peer.SendAsync(Frames.Of(Answers.Registered));
        await starting.WaitAsync(Engine.Deadline);

        // The peer does not read: most of this is still with the kernel when the client has closed.
        var calls = Enumerable.Range(0, Count).Select(number => client.UploadFileAsync(new() { Name = $"{number}", Content = new byte[32 << 10] }).AsTask()).ToArray();
        await client.DisposeAsync();
        await Task.WhenAll(calls).WaitAsync(Engine.Deadline).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(Count, (await peer.ReceiveUntilEndAsync()).Count);
    }

    [Fact]
    public async Task A_server_that_resets_every_connection_at_once_is_tried_again()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var client = TestClients.Create([Text(listener.LocalEndpoint)], new()
        {
            Backoff = new() { Shortest = TimeSpan.FromMilliseconds(1), First = TimeSpan.FromMilliseconds(1), Longest = TimeSpan.FromMilliseconds(1) },
        });
        var starting = client.StartAsync();
        for (var count = 0; count < 100; count++)
        {
            new RawClient(await listener.AcceptSocketAsync().WaitAsync(Engine.Deadline)).Reset();
        }

        using var peer = new RawClient(await listener.AcceptSocketAsync().WaitAsync(Engine.Deadline));
        await peer.SendAsync(Frames.Of(Answers.Registered));
        await starting.WaitAsync(Engine.Deadline);
    }

    [Fact]
    public async Task The_longest_timeout_is_no_timeout()
    {
        await using var server = await ServeAsync(new TestHandler { GettingTime = async _ => { await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System); return Answers.Time("now"); } });
        await using var client = TestClients.Create([Text(server.Endpoints[0])], timeout: TimeSpan.MaxValue);
        Assert.Equal("now", (await client.GetDateTimeAsync().AsTask().WaitAsync(Engine.Deadline)).Text);
    }

    [Fact]
    public async Task A_request_in_flight_fails_at_once_when_the_link_drops()
    {
        var entered = new TaskCompletionSource<DeviceLinkPeer>();
        await using var server = await ServeAsync(new TestHandler
        {
            GettingTime = context =>
            {
                entered.TrySetResult(context.Peer);
                return new(new TaskCompletionSource<GetDateTimeReply>().Task);
            },
        });
        await using var client = TestClients.Create([Text(server.Endpoints[0])]);
        var request = client.GetDateTimeAsync().AsTask();
        (await entered.Task.WaitAsync(Engine.Deadline)).Abort();
        var exception = await Assert.ThrowsAsync<ConnectionException>(() => request.WaitAsync(Engine.Deadline));
        Assert.Equal((DisconnectReason.PeerReset, Delivery.OutcomeUnknown), (exception.Reason, exception.Delivery));
    }

    [Fact]
    public async Task A_server_that_reads_but_never_answers_is_noticed()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var reasons = new ConcurrentQueue<DisconnectReason>();
        var heartbeat = new HeartbeatSettings
        {
            Roles = HeartbeatRoles.Prober,
            Interval = TimeSpan.FromMilliseconds(200),
            AckTimeout = TimeSpan.FromMilliseconds(200),
            Timeout = TimeSpan.FromSeconds(1),
        };
        await using var client = TestClients.Create(
            [Text(listener.LocalEndPoint!)],
            TestClients.Quick with { Heartbeat = heartbeat },
            changed: change =>
            {
                if (change.Reason is { } reason) reasons.Enqueue(reason);
            });
        var start = client.StartAsync();
        using var peer = await listener.AcceptAsync().WaitAsync(Engine.Deadline);
        var buffer = new byte[1024];
        Assert.Equal(56, await peer.ReceiveAsync(buffer).WaitAsync(Engine.Deadline));
        await peer.SendAsync(Frames.Of(Answers.Registered));
        await start.WaitAsync(Engine.Deadline);
        await Eventually.IsTrue(() => reasons.Contains(DisconnectReason.HeartbeatTimeout));
    }

    [Fact]
    public async Task A_server_that_never_answers_the_registration_is_given_up_for_the_next()
    {
        using var deaf = new Socket(SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        deaf.Listen();
        await using var server = await ServeAsync(new TestHandler());
        await using var client = TestClients.Create(
            [Text(deaf.LocalEndPoint!), Text(server.Endpoints[0])],
            TestClients.Quick with { ConnectTimeout = TimeSpan.FromMilliseconds(300) });
        await client.StartAsync().WaitAsync(Engine.Deadline);
    }

    [Fact]
    public async Task A_refused_registration_stops_the_client_and_fails_what_waits()
    {
        await using var server = await ServeAsync(new TestHandler { Registering = (_, _) => new(Answers.Refused) });
        await using var client = TestClients.Create([Text(server.Endpoints[0])]);
        var request = client.GetDateTimeAsync().AsTask();
        var exception = await Assert.ThrowsAsync<ConnectionException>(() => request.WaitAsync(Engine.Deadline));
        Assert.Equal((DisconnectReason.RegisterRejected, Delivery.NotSent), (exception.Reason, exception.Delivery));
        exception = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().WaitAsync(Engine.Deadline));
        Assert.Equal(DisconnectReason.RegisterRejected, exception.Reason);
        await Eventually.IsTrue(() => client.State == ClientState.Stopped);
    }

    [Fact]
    public async Task A_registration_that_cannot_be_encoded_stops_the_client()
    {
        await using var server = await ServeAsync(new TestHandler());
        await using var client = new DeviceLinkClient(Text(server.Endpoints[0])) { Registration = () => new() { AppId = new('x', 99), Imei = "1" } };
        var exception = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().WaitAsync(Engine.Deadline));
        Assert.IsType<EncodeException>(exception.InnerException);
    }

    [Fact]
    public async Task A_message_that_waits_in_vain_times_out_unsent()
    {
        await using var client = TestClients.Create([await UnusedAsync()], timeout: TimeSpan.FromMilliseconds(200));
        var exception = await Assert.ThrowsAsync<ConnectionException>(() => client.GetDateTimeAsync().AsTask().WaitAsync(Engine.Deadline));
        Assert.Equal((DisconnectReason.RequestTimeout, Delivery.NotSent), (exception.Reason, exception.Delivery));
    }

    [Fact]
    public async Task What_waits_is_bounded_and_disposing_fails_it_unsent()
    {
        var client = TestClients.Create([await UnusedAsync()], TestClients.Quick with { MaxWaitingFrames = 3 });
        var calls = Enumerable.Range(0, 3).Select(number => client.UploadFileAsync(File(number)).AsTask()).ToArray();
        var exception = await Assert.ThrowsAsync<ConnectionException>(async () => await client.UploadFileAsync(File(3)));
        Assert.Equal(DisconnectReason.QueueFull, exception.Reason);
        Assert.All(calls, call => Assert.False(call.IsCompleted));

        await client.DisposeAsync().AsTask().WaitAsync(Engine.Deadline);
        foreach (var call in calls)
        {
            exception = await Assert.ThrowsAsync<ConnectionException>(() => call);
            Assert.Equal((DisconnectReason.LocalClosed, Delivery.NotSent), (exception.Reason, exception.Delivery));
        }
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled_by_its_own_token_and_never_sent()
    {
        var endpoint = await UnusedAsync();
        await using var client = TestClients.Create([endpoint]);
        using var source = new CancellationTokenSource();
        var cancelled = client.UploadFileAsync(File(1), source.Token).AsTask();
        var kept = client.UploadFileAsync(File(2)).AsTask();
        await source.CancelAsync();
        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(source.Token, exception.CancellationToken);

        var seen = new ConcurrentQueue<string>();
        await using var server = await ServeAsync(
            new TestHandler
            {
                Uploading = (file, _) =>
                {
                    seen.Enqueue(file.Name);
                    return new(Answers.Uploaded);
                },
            },
            endpoint);
        await kept.WaitAsync(Engine.Deadline);
        Assert.Equal(["2"], seen);
    }

    [Fact]
    public async Task A_client_comes_back_every_time_with_a_new_epoch_and_a_registration()
    {
        var registrations = 0;
        await using var server = await ServeAsync(new TestHandler
        {
            Registering = (_, _) =>
            {
                Interlocked.Increment(ref registrations);
                return new(Answers.Registered);
            },
        });
        var epochs = new ConcurrentQueue<long>();
        var waits = 0;
        await using var client = TestClients.Create(
            [Text(server.Endpoints[0])],
            changed: change =>
            {
                if (change.State == ClientState.Ready) epochs.Enqueue(change.Epoch);
                if (change.State == ClientState.Waiting) Interlocked.Increment(ref waits);
            });
        for (var count = 1; count <= 5; count++)
        {
            await client.GetDateTimeAsync().AsTask().WaitAsync(Engine.Deadline);
            Assert.Equal(count, registrations);
            await Eventually.IsTrue(() => epochs.Count == count);
            Assert.True(server.TryGetPeer("1", out var peer));
            peer.Close();
            await Eventually.IsTrue(() => waits == count);
        }

        // It may be back for the sixth time by now.
        var seen = epochs.ToArray();
        Assert.Equal(seen.Distinct().Order(), seen);
    }

    [Fact]
    public async Task States_can_be_enumerated()
    {
        await using var server = await ServeAsync(new TestHandler());
        var client = TestClients.Create([Text(server.Endpoints[0])]);
        var states = new List<ClientState>();
        var changes = client.StateChanges.GetAsyncEnumerator();
        var next = changes.MoveNextAsync();
        await client.StartAsync().WaitAsync(Engine.Deadline);
        await client.DisposeAsync();
        for (; await next.AsTask().WaitAsync(Engine.Deadline); next = changes.MoveNextAsync()) states.Add(changes.Current.State);
        Assert.Equal([ClientState.Connecting, ClientState.Registering, ClientState.Ready, ClientState.Stopped], states);
        await changes.DisposeAsync();
    }

    [Fact]
    public async Task A_thousand_requests_at_once_are_each_answered()
    {
        await using var server = await ServeAsync(new TestHandler());
        await using var client = TestClients.Create([Text(server.Endpoints[0])]);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        var calls = Enumerable.Range(0, 1000).Select(_ => client.GetDateTimeAsync().AsTask()).ToArray();
        await Task.WhenAll(calls).WaitAsync(Engine.Deadline);
        Assert.Equal(0, client.Counters.LateReplies);
    }

    private static async Task<string> UnusedAsync()
    {
        var server = await ServeAsync(new TestHandler());
        var endpoint = Text(server.Endpoints[0]);
        await server.DisposeAsync();
        return endpoint;
    }

    private sealed class Listener : DeviceLinkClientHandler
    {
        public List<byte> Levels { get; } = [];

        public override async ValueTask OnNotice(Notice message, DeviceLinkClient client)
        {
            if (message.Level % 7 == 0) await Task.Yield();
            Levels.Add(message.Level);
        }
    }
}
