using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Client;

public sealed partial class ClientTests
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
    public async Task The_longest_timeout_is_no_timeout()
    {
        await using var server = await ServeAsync(new TestHandler { GettingTime = async _ => { await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System); return Answers.Time("now"); } });
        await using var client = TestClients.Create([Text(server.Endpoints[0])], timeout: TimeSpan.MaxValue);
        Assert.Equal("now", (await client.GetDateTimeAsync().AsTask().WaitAsync(Engine.Deadline)).Text);
    }

    [Fact]
    public async Task A_refused_registration_stops_the_client_and_fails_what_waits()
    {
        await using var server = await ServeAsync(new TestHandler { Registering = (_, _) => new(Answers.Refused) });
        await using var client = TestClients.Create([Text(server.Endpoints[0])]);
        var request = client.GetDateTimeAsync().AsTask();
        var exception = await Assert.ThrowsAsync<ConnectionException>(() => request.WaitAsync(Engine.Deadline));
        Assert.Equal((DisconnectReason.RegisterRejected, Delivery.NotSent), (exception.Reason, exception.Delivery));
        Assert.Equal(Answers.Refused, Assert.IsType<RefusedException<RegisterReply>>(exception.InnerException).Reply);
        exception = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().WaitAsync(Engine.Deadline));
        Assert.Equal(DisconnectReason.RegisterRejected, exception.Reason);
        Assert.Contains($"{Answers.Refused}", exception.Message, StringComparison.Ordinal);
        await Eventually.IsTrue(() => client.State == ClientState.Stopped);
    }

    [Fact]
    public async Task The_handshake_of_every_connection_knows_what_its_registration_was_accepted_with()
    {
        await using var server = await ServeAsync(new TestHandler());
        var replies = new ConcurrentQueue<RegisterReply>();
        await using var client = new DeviceLinkClient(Text(server.Endpoints[0]))
        {
            Registration = () => new() { AppId = "app", Imei = "1" },
            Handshake = (handshake, _) =>
            {
                replies.Enqueue(handshake.RegistrationReply);
                return default;
            },
            Options = TestClients.Quick,
        };
        await client.GetDateTimeAsync().AsTask().WaitAsync(Engine.Deadline);
        client.Disconnect();
        await client.GetDateTimeAsync().AsTask().WaitAsync(Engine.Deadline);
        Assert.Equal([Answers.Registered, Answers.Registered], replies);
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
