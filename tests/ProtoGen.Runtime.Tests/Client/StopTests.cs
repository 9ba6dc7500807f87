using System.Collections.Concurrent;
using System.Collections.Frozen;
using ProtoGen.Runtime.Tests.Station;
using Tests.Station;

namespace ProtoGen.Runtime.Tests.Client;

/// <summary>Ends after which a client does not come back, and those after which it does.</summary>
public sealed class StopTests
{
    private readonly ConcurrentQueue<string> _heard = new();

    private Task<StationServer> ServeAsync(Func<StationPeer, Read, ValueTask<ReadReply>>? reading = null) => Stations.ServeAsync(
        peer => new(peer) { Heard = _heard, Reading = reading ?? ((_, request) => new(new ReadReply { Number = request.Number })) });

    [Fact]
    public async Task A_client_that_was_taken_over_stops_and_calls_fail_at_once()
    {
        await using var server = await ServeAsync();
        await using var client = new StationClient(server.Endpoints[0].Text()) { Options = TestClients.Quick, Handler = new GivesWay() };
        await client.StartAsync().WaitAsync(Engine.Deadline);
        // The client may be ready before the server has heard of it.
        await Eventually.IsTrue(() => server.BroadcastOusted(default).Sent == 1);
        await Eventually.IsTrue(() => client.LastChange is { State: ClientState.Stopped, Reason: DisconnectReason.TakenOver });
        var call = client.ReadAsync(new() { Number = 1 }).AsTask();
        Assert.True(call.IsCompleted);
        Assert.Equal((DisconnectReason.TakenOver, Delivery.NotSent), await Stations.FailureAsync(call));
        Assert.Equal(SendResult.Closed, client.TrySendPosition(Stations.At(1)));
        Assert.Equal((DisconnectReason.TakenOver, Delivery.NotSent), await Stations.FailureAsync(client.StartAsync()));
        await Eventually.IsTrue(() => server.ConnectionCount == 0);
    }

    [Fact]
    public async Task A_reason_to_stop_holds_also_between_two_connections()
    {
        await using var client = new StationClient(await Stations.UnusedAsync());
        var call = client.ReadAsync(new() { Number = 1 }).AsTask();
        await Eventually.IsTrue(() => client.State == ClientState.Waiting);
        client.Disconnect(DisconnectReason.VersionMismatch);
        Assert.Equal((DisconnectReason.VersionMismatch, Delivery.NotSent), await Stations.FailureAsync(call));
    }

    [Fact]
    public async Task What_stops_a_client_can_be_chosen()
    {
        await using var server = await ServeAsync((peer, _) =>
        {
            peer.Close();
            return new(new ReadReply { Number = 1 });
        });
        var options = TestClients.Quick with { StopsAfter = new[] { DisconnectReason.PeerClosed }.ToFrozenSet() };
        await using var client = new StationClient(server.Endpoints[0].Text()) { Options = options, Handler = new GivesWay() };
        await client.StartAsync().WaitAsync(Engine.Deadline);
        await Eventually.IsTrue(() => server.BroadcastOusted(default).Sent == 1);
        await Eventually.IsTrue(() => client.LastChange is { State: ClientState.Ready, Epoch: 2 });
        await client.ReadAsync(new() { Number = 1 }).AsTask().WaitAsync(Engine.Deadline);
        await Eventually.IsTrue(() => client.LastChange is { State: ClientState.Stopped, Reason: DisconnectReason.PeerClosed });
    }

    [Fact]
    public async Task A_disconnect_sends_what_is_queued_and_comes_back()
    {
        await using var server = await ServeAsync();
        await using var client = new StationClient(server.Endpoints[0].Text()) { Options = TestClients.Quick };
        await client.StartAsync().WaitAsync(Engine.Deadline);
        for (uint number = 0; number < 100; number++) Assert.Equal(SendResult.Sent, client.TrySendPosition(Stations.At(number)));
        client.Disconnect();
        await client.ReadAsync(new() { Number = 7 }).AsTask().WaitAsync(Engine.Deadline);
        await Eventually.IsTrue(() => _heard.Count == 101);
        Assert.Equal(Enumerable.Range(0, 100).Select(number => $"position {number}"), _heard.Where(text => text != "read 7"));
    }

    private sealed class GivesWay : StationClientHandler
    {
        public override ValueTask OnOusted(Ousted message, StationClient client)
        {
            client.Disconnect(DisconnectReason.TakenOver);
            return default;
        }
    }
}
