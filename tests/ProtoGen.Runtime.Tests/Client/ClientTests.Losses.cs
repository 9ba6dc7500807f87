using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Client;

// Losing connections and coming back.
public sealed partial class ClientTests
{
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
}
