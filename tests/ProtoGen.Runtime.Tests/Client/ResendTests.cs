using System.Collections.Concurrent;
using ProtoGen.Runtime.Tests.Station;
using Tests.Station;

namespace ProtoGen.Runtime.Tests.Client;

/// <summary>Requests in flight when the connection is lost.</summary>
public sealed class ResendTests
{
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly TaskCompletionSource _mayBeLost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    // The first connections are lost as soon as a read arrives.
    private Task<StationServer> ServeAsync(int losses, string endpoint = "tcp://127.0.0.1:0", bool byReset = true) => Stations.ServeAsync(
        peer =>
        {
            var isLost = Interlocked.Increment(ref _connections) <= losses;
            return new(peer)
            {
                Heard = _heard,
                Reading = async (peer, request) =>
                {
                    if (!isLost) return new() { Number = request.Number };
                    await _mayBeLost.Task;
                    // This request is answered yet, what stands behind it is not.
                    if (!byReset) peer.Close();
                    else peer.Abort();
                    return new() { Number = request.Number };
                },
            };
        },
        endpoint);

    private static StationClient Create(StationServer server, TimeSpan? timeout = null) =>
        new(server.Endpoints[0].Text()) { Options = TestClients.Quick, RequestTimeout = timeout ?? Engine.Deadline };

    [Fact]
    public async Task An_idempotent_request_goes_to_the_next_connection_before_what_came_later()
    {
        await using var server = await ServeAsync(losses: 1);
        await using var client = Create(server);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        var reads = Enumerable.Range(1, 3).Select(number => client.ReadAsync(new() { Number = (uint)number }).AsTask()).ToArray();
        _mayBeLost.SetResult();
        await Eventually.IsTrue(() => client.State == ClientState.Waiting || _connections > 1);
        var later = client.WriteAsync(new() { Number = 9, Note = "" }).AsTask();
        Assert.Equal([1u, 2u, 3u], (await Task.WhenAll(reads).WaitAsync(Engine.Deadline)).Select(reply => reply.Number));
        await later.WaitAsync(Engine.Deadline);
        Assert.Equal(["read 1", "read 1", "read 2", "read 3", "write 9"], _heard);
    }

    [Fact]
    public async Task It_is_sent_again_once_and_then_its_outcome_is_unknown()
    {
        _mayBeLost.SetResult();
        await using var server = await ServeAsync(losses: 2);
        await using var client = Create(server);
        var (_, delivery) = await Stations.FailureAsync(client.ReadAsync(new() { Number = 1 }).AsTask());
        Assert.Equal(Delivery.OutcomeUnknown, delivery);
        Assert.Equal(["read 1", "read 1"], _heard);
    }

    [Fact]
    public async Task A_request_that_is_not_idempotent_is_not_sent_again()
    {
        await using var server = await ServeAsync(losses: 1);
        await using var client = Create(server);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        // Behind the read that never completes.
        var read = client.ReadAsync(new() { Number = 1 }).AsTask();
        var write = client.WriteAsync(new() { Number = 2, Note = "" }).AsTask();
        _mayBeLost.SetResult();
        var (_, delivery) = await Stations.FailureAsync(write);
        Assert.Equal(Delivery.OutcomeUnknown, delivery);
        await read.WaitAsync(Engine.Deadline);
        Assert.Equal(["read 1", "read 1"], _heard);
    }

    [Fact]
    public async Task It_goes_on_as_well_when_the_server_closes_in_order()
    {
        await using var server = await ServeAsync(losses: 1, byReset: false);
        await using var client = Create(server);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        var reads = Enumerable.Range(1, 3).Select(number => client.ReadAsync(new() { Number = (uint)number }).AsTask()).ToArray();
        _mayBeLost.SetResult();
        Assert.Equal([1u, 2u, 3u], (await Task.WhenAll(reads).WaitAsync(Engine.Deadline)).Select(reply => reply.Number));
        Assert.Equal(["read 1", "read 2", "read 3"], _heard);
    }

    [Fact]
    public async Task One_that_waits_to_be_sent_again_in_vain_is_not_said_to_be_unsent()
    {
        var server = await ServeAsync(losses: 1);
        await using var client = Create(server, TimeSpan.FromMilliseconds(600));
        await client.StartAsync().WaitAsync(Engine.Deadline);
        var late = client.ReadAsync(new() { Number = 1 }).AsTask();
        _mayBeLost.SetResult();
        await server.DisposeAsync();
        Assert.Equal((DisconnectReason.RequestTimeout, Delivery.OutcomeUnknown), await Stations.FailureAsync(late));
    }

    [Fact]
    public async Task One_that_waits_to_be_sent_again_when_the_client_stops_is_not_said_to_be_unsent()
    {
        var server = await ServeAsync(losses: 1);
        var client = Create(server);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        var stopped = client.ReadAsync(new() { Number = 1 }).AsTask();
        await Eventually.IsTrue(() => !_heard.IsEmpty);
        _mayBeLost.SetResult();
        await server.DisposeAsync();
        await Eventually.IsTrue(() => client.State == ClientState.Waiting);
        var unsent = client.ReadAsync(new() { Number = 2 }).AsTask();
        await client.DisposeAsync();
        Assert.Equal((DisconnectReason.LocalClosed, Delivery.OutcomeUnknown), await Stations.FailureAsync(stopped));
        Assert.Equal((DisconnectReason.LocalClosed, Delivery.NotSent), await Stations.FailureAsync(unsent));
    }

    [Fact]
    public async Task One_that_was_given_up_is_not_sent_again()
    {
        await using var server = await ServeAsync(losses: 1);
        await using var client = Create(server);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        using var source = new CancellationTokenSource();
        var first = client.ReadAsync(new() { Number = 1 }, source.Token).AsTask();
        await source.CancelAsync();
        _mayBeLost.SetResult();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Eventually.IsTrue(() => _connections > 1 && client.State == ClientState.Ready);
        await client.ReadAsync(new() { Number = 2 }).AsTask().WaitAsync(Engine.Deadline);
        Assert.Equal(["read 1", "read 2"], _heard);
    }

    [Fact]
    public async Task A_handshake_gives_up_what_was_in_flight_and_not_what_waits()
    {
        var given = new ConcurrentQueue<int>();
        await using var server = await ServeAsync(losses: 1);
        await using var client = new StationClient(server.Endpoints[0].Text())
        {
            Options = TestClients.Quick,
            RequestTimeout = Engine.Deadline,
            Handshake = (handshake, _) =>
            {
                given.Enqueue(handshake.GiveUpInFlight());
                return default;
            },
        };
        await client.StartAsync().WaitAsync(Engine.Deadline);
        var lost = client.ReadAsync(new() { Number = 1 }).AsTask();
        await Eventually.IsTrue(() => !_heard.IsEmpty);
        _mayBeLost.SetResult();
        await Eventually.IsTrue(() => client.State == ClientState.Waiting || _connections > 1);
        await client.ReadAsync(new() { Number = 2 }).AsTask().WaitAsync(Engine.Deadline);
        Assert.Equal((DisconnectReason.PeerReset, Delivery.OutcomeUnknown), await Stations.FailureAsync(lost));
        Assert.Equal(["read 1", "read 2"], _heard);
        Assert.Equal([0, 1], given);
    }

    [Fact]
    public async Task After_its_end_a_handshake_gives_nothing_up()
    {
        await using var server = await ServeAsync(losses: 0);
        StationHandshake? kept = null;
        await using var client = new StationClient(server.Endpoints[0].Text())
        {
            Options = TestClients.Quick,
            Handshake = (handshake, _) =>
            {
                kept = handshake;
                return default;
            },
        };
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.Throws<InvalidOperationException>(() => kept!.GiveUpInFlight());
    }
}
