using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtoGen.Runtime.Tests.Station;
using Tests.Station;

namespace ProtoGen.Runtime.Tests.Client;

/// <summary>What becomes of messages that cannot be sent at once.</summary>
public sealed class QueuePolicyTests
{
    private readonly ConcurrentQueue<string> _heard = new();

    private static StationClient Create(string endpoint, ClientOptions options) => new(endpoint) { Options = options, RequestTimeout = Engine.Deadline };

    private static Task SendAsync(StationClient client, uint number, string note = "") => client.SendPositionAsync(Stations.At(number, note)).AsTask();

    private Task<StationServer> ServeAsync(string endpoint) => Stations.ServeAsync(peer => new(peer) { Heard = _heard }, endpoint);

    [Fact]
    public async Task A_message_that_shall_fail_fast_does_so_without_a_connection()
    {
        await using var client = Create(await Stations.UnusedAsync(), TestClients.Quick with { Queue = QueuePolicy.FailFast });
        Assert.Equal((DisconnectReason.NotReady, Delivery.NotSent), await Stations.FailureAsync(SendAsync(client, 1)));
        Assert.Equal((DisconnectReason.NotReady, Delivery.NotSent), await Stations.FailureAsync(client.ReadAsync(new() { Number = 1 }).AsTask()));
        Assert.Equal(SendResult.NotReady, client.TrySendPosition(Stations.At(1)));
    }

    [Fact]
    public async Task The_oldest_goes_when_too_many_wait_and_the_rest_arrive_in_order()
    {
        var endpoint = await Stations.UnusedAsync();
        await using var client = Create(endpoint, TestClients.Quick with { Queue = QueuePolicy.DropOldest, MaxWaitingFrames = 3 });
        var calls = Enumerable.Range(0, 5).Select(number => SendAsync(client, (uint)number)).ToArray();
        Assert.Equal((DisconnectReason.Superseded, Delivery.NotSent), await Stations.FailureAsync(calls[0]));
        Assert.Equal((DisconnectReason.Superseded, Delivery.NotSent), await Stations.FailureAsync(calls[1]));

        await using var server = await ServeAsync(endpoint);
        await Task.WhenAll(calls[2..]).WaitAsync(Engine.Deadline);
        await Eventually.IsTrue(() => _heard.Count == 3);
        Assert.Equal(["position 2", "position 3", "position 4"], _heard);
    }

    [Fact]
    public async Task Bytes_are_bounded_as_messages_are()
    {
        await using var client = Create(await Stations.UnusedAsync(), TestClients.Quick with { MaxWaitingBytes = 3000 });
        var first = SendAsync(client, 1, new('x', 5000));
        Assert.Equal((DisconnectReason.QueueFull, Delivery.NotSent), await Stations.FailureAsync(SendAsync(client, 2)));
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public async Task Only_the_latest_of_its_type_waits_and_others_are_left_alone()
    {
        var endpoint = await Stations.UnusedAsync();
        var policies = new Dictionary<Type, QueuePolicy> { [typeof(Position)] = QueuePolicy.Latest };
        await using var client = Create(endpoint, TestClients.Quick with { QueuePolicies = policies });
        var old = SendAsync(client, 1);
        var read = client.ReadAsync(new() { Number = 5 }).AsTask();
        var other = client.ReadAsync(new() { Number = 6 }).AsTask();
        var latest = SendAsync(client, 2);
        Assert.Equal((DisconnectReason.Superseded, Delivery.NotSent), await Stations.FailureAsync(old));

        await using var server = await ServeAsync(endpoint);
        await Task.WhenAll(read, other, latest).WaitAsync(Engine.Deadline);
        await Eventually.IsTrue(() => _heard.Count == 3);
        Assert.Equal(["read 5", "read 6", "position 2"], _heard);
    }

    [Fact]
    public async Task What_waits_by_its_own_policy_is_not_dropped_for_others()
    {
        var policies = new Dictionary<Type, QueuePolicy> { [typeof(Position)] = QueuePolicy.DropOldest };
        await using var client = Create(await Stations.UnusedAsync(), TestClients.Quick with { QueuePolicies = policies, MaxWaitingFrames = 2 });
        var kept = client.ReadAsync(new() { Number = 1 }).AsTask();
        var dropped = SendAsync(client, 2);
        var read = client.ReadAsync(new() { Number = 3 }).AsTask();
        Assert.Equal((DisconnectReason.QueueFull, Delivery.NotSent), await Stations.FailureAsync(read));
        var newer = SendAsync(client, 4);
        Assert.Equal((DisconnectReason.Superseded, Delivery.NotSent), await Stations.FailureAsync(dropped));
        Assert.False(kept.IsCompleted || newer.IsCompleted);
    }

    [Fact]
    public async Task Calls_that_were_given_up_make_room()
    {
        await using var client = Create(await Stations.UnusedAsync(), TestClients.Quick with { MaxWaitingFrames = 2 });
        using var source = new CancellationTokenSource();
        for (uint number = 0; number < 2; number++) _ = client.SendPositionAsync(Stations.At(number), source.Token).AsTask();
        await source.CancelAsync();
        Assert.False(SendAsync(client, 2).IsCompleted);
    }

    [Fact]
    public async Task What_waits_for_room_at_a_peer_that_does_not_read_is_bounded_too()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var client = Create(listener.LocalEndpoint.Text(), TestClients.Quick with { MaxWaitingFrames = 10 });
        await client.StartAsync().WaitAsync(Engine.Deadline);
        // Until the kernel takes no more: from then on each waits.
        var note = new string('x', 60_000);
        var calls = new List<Task>();
        while (calls.Count(call => !call.IsCompleted) < 10) calls.Add(SendAsync(client, (uint)calls.Count, note));
        Assert.Equal((DisconnectReason.QueueFull, Delivery.NotSent), await Stations.FailureAsync(SendAsync(client, 0, note)));
    }
}
