using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtoGen.Runtime.Tests.Station;
using Samples.DeviceLink;
using Tests.Station;

namespace ProtoGen.Runtime.Tests.Client;

/// <summary>Connect, one call, close.</summary>
public sealed class CallOnceTests
{
    private readonly ConcurrentQueue<string> _heard = new();

    private Task<StationServer> ServeAsync(Func<StationPeer, Read, ValueTask<ReadReply>>? reading = null) => Stations.ServeAsync(
        peer => new(peer) { Heard = _heard, Reading = reading ?? ((_, request) => new(new ReadReply { Number = request.Number })) });

    [Fact]
    public async Task One_call_connects_registers_calls_and_closes()
    {
        var handler = new TestHandler();
        await using var server = new DeviceLinkServer(handler, "tcp://127.0.0.1:0");
        await server.StartAsync();
        var time = await TestClients.Create([server.Endpoints[0].Text()]).CallOnceAsync(client => client.GetDateTimeAsync()).WaitAsync(Engine.Deadline);
        Assert.Equal("now", time.Text);
        await Eventually.IsTrue(() => handler.Ends.Count == 1);
        Assert.Equal([DisconnectReason.PeerClosed], handler.Ends);
    }

    [Fact]
    public async Task A_message_without_a_reply_arrives_before_the_close()
    {
        await using var server = await ServeAsync();
        await new StationClient(server.Endpoints[0].Text()).CallOnceAsync(client => client.SendPositionAsync(Stations.At(3))).WaitAsync(Engine.Deadline);
        await Eventually.IsTrue(() => _heard.Count == 1 && server.ConnectionCount == 0);
    }

    [Fact]
    public async Task Every_endpoint_is_tried_once()
    {
        await using var server = await ServeAsync();
        var (first, second) = (await Stations.UnusedAsync(), await Stations.UnusedAsync());
        var read = await new StationClient(first, server.Endpoints[0].Text()).CallOnceAsync(client => client.ReadAsync(new() { Number = 3 })).WaitAsync(Engine.Deadline);
        Assert.Equal(3u, read.Number);

        var states = new ConcurrentQueue<ClientState>();
        var failing = new StationClient(first, second) { StateChanged = change => states.Enqueue(change.State) };
        var call = failing.CallOnceAsync(client => client.ReadAsync(new() { Number = 3 }));
        Assert.Equal((DisconnectReason.ConnectFailed, Delivery.NotSent), await Stations.FailureAsync(call));
        Assert.Equal([ClientState.Connecting, ClientState.Connecting, ClientState.Stopped], states);
    }

    [Fact]
    public async Task A_connection_that_is_lost_is_not_made_again()
    {
        await using var server = await ServeAsync((peer, _) =>
        {
            peer.Abort();
            return new(new TaskCompletionSource<ReadReply>().Task);
        });
        var call = new StationClient(server.Endpoints[0].Text()).CallOnceAsync(client => client.ReadAsync(new() { Number = 3 }));
        var (_, delivery) = await Stations.FailureAsync(call);
        Assert.Equal(Delivery.OutcomeUnknown, delivery);
        Assert.Equal(["read 3"], _heard);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_when_the_call_times_out()
    {
        using var deaf = new TcpListener(IPAddress.Loopback, 0);
        deaf.Start();
        var client = new StationClient(deaf.LocalEndpoint.Text()) { RequestTimeout = TimeSpan.FromMilliseconds(300) };
        var call = client.CallOnceAsync(client => client.ReadAsync(new() { Number = 3 }));
        Assert.Equal((DisconnectReason.RequestTimeout, Delivery.OutcomeUnknown), await Stations.FailureAsync(call));
        Assert.Equal(ClientState.Stopped, client.State);
    }

    [Fact]
    public async Task A_client_that_runs_is_not_for_one_call()
    {
        await using var server = await ServeAsync();
        await using var client = new StationClient(server.Endpoints[0].Text());
        await client.StartAsync().WaitAsync(Engine.Deadline);
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.CallOnceAsync(client => client.ReadAsync(new() { Number = 3 })));
    }
}
