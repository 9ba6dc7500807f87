using System.Collections.Concurrent;
using ProtoGen.Runtime.Tests.Station;
using Tests.Station;

namespace ProtoGen.Runtime.Tests.Client;

/// <summary>What is said between a connection's beginning and its messages.</summary>
public sealed class HandshakeTests
{
    private readonly ConcurrentQueue<string> _heard = new();

    private static async ValueTask LogInAsync(StationHandshake handshake, CancellationToken cancel)
    {
        var challenge = await handshake.ChallengeAsync(new() { Version = 3 }, cancel);
        await handshake.LoginAsync(new() { Proof = challenge.Nonce + 2 }, cancel);
    }

    private Task<StationServer> ServeAsync(Func<StationPeer, Login, Answer<LoginReply, LoginFault>>? loggingIn = null) => Stations.ServeAsync(
        peer => new(peer) { Heard = _heard, LoggingIn = loggingIn ?? ((_, _) => new LoginReply { Session = 1 }) });

    private static StationClient Create(StationServer server, Func<StationHandshake, CancellationToken, ValueTask> handshake, ClientOptions? options = null) =>
        new(server.Endpoints[0].Text()) { Handshake = handshake, Options = options ?? TestClients.Quick, RequestTimeout = Engine.Deadline };

    [Fact]
    public async Task Every_connection_begins_with_the_handshake_and_messages_wait_for_its_end()
    {
        await using var server = await ServeAsync();
        var mayGoOn = new TaskCompletionSource();
        await using var client = Create(server, async (handshake, cancel) =>
        {
            await LogInAsync(handshake, cancel);
            await handshake.SendPositionAsync(Stations.At(1), cancel);
            await mayGoOn.Task;
            Assert.Equal(SendResult.NotReady, handshake.Client.TrySendPosition(Stations.At(0)));
        });
        var read = client.ReadAsync(new() { Number = 5 }).AsTask();
        await Eventually.IsTrue(() => _heard.Count == 3);
        Assert.Equal(ClientState.Registering, client.State);
        mayGoOn.SetResult();
        await read.WaitAsync(Engine.Deadline);
        client.Disconnect();
        await client.ReadAsync(new() { Number = 6 }).AsTask().WaitAsync(Engine.Deadline);
        string[] beginning = ["challenge 3", "login 42", "position 1"];
        Assert.Equal([.. beginning, "read 5", .. beginning, "read 6"], _heard);
    }

    [Fact]
    public async Task A_fault_in_the_handshake_stops_the_client()
    {
        await using var server = await ServeAsync((_, _) => new LoginFault { Code = 9 });
        await using var client = Create(server, LogInAsync);
        var read = client.ReadAsync(new() { Number = 5 }).AsTask();
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => read.WaitAsync(Engine.Deadline));
        Assert.Equal((DisconnectReason.RegisterRejected, Delivery.NotSent), (failure.Reason, failure.Delivery));
        Assert.Equal(9, Assert.IsType<FaultException<LoginFault>>(failure.InnerException).Fault.Code);
        await Eventually.IsTrue(() => client.LastChange is { State: ClientState.Stopped, Reason: DisconnectReason.RegisterRejected });
    }

    [Fact]
    public async Task A_version_that_does_not_fit_stops_the_client()
    {
        await using var server = await ServeAsync();
        await using var client = Create(server, (_, _) => throw new ConnectionException(DisconnectReason.VersionMismatch, Delivery.Responded, "the server speaks version 2"));
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().WaitAsync(Engine.Deadline));
        Assert.Equal(DisconnectReason.VersionMismatch, failure.Reason);
        Assert.Contains("version 2", failure.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handshake_that_throws_something_else_is_tried_again()
    {
        await using var server = await ServeAsync();
        var tries = 0;
        await using var client = Create(server, (_, _) => ++tries < 3 ? throw new InvalidOperationException("no token yet") : default);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.Equal(3, tries);
        Assert.Equal(2, client.Counters.HandlerFaults);
    }

    [Fact]
    public async Task A_handshake_that_takes_too_long_is_tried_again()
    {
        await using var server = await ServeAsync();
        var tries = 0;
        await using var client = Create(
            server,
            async (_, cancel) =>
            {
                if (++tries == 1) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
            },
            TestClients.Quick with { ConnectTimeout = TimeSpan.FromMilliseconds(300) });
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task A_connection_that_is_lost_in_the_handshake_is_made_anew()
    {
        var losses = 0;
        await using var server = await ServeAsync((peer, _) =>
        {
            if (losses++ == 0) peer.Abort();
            return new LoginReply { Session = 1 };
        });
        await using var client = Create(server, LogInAsync);
        Assert.Equal(5u, (await client.ReadAsync(new() { Number = 5 }).AsTask().WaitAsync(Engine.Deadline)).Number);
    }

    [Fact]
    public async Task After_its_end_a_handshake_says_nothing_more()
    {
        await using var server = await ServeAsync();
        StationHandshake? kept = null;
        await using var client = Create(server, (handshake, _) =>
        {
            kept = handshake;
            return default;
        });
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.Throws<InvalidOperationException>(() => kept!.TrySendPosition(Stations.At(1)));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept!.ReadAsync(new() { Number = 1 }));
        await client.DisposeAsync();
        await Assert.ThrowsAsync<ConnectionException>(async () => await kept!.ReadAsync(new() { Number = 1 }));
    }
}
