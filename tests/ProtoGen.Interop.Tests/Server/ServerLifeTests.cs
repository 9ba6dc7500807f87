using System.Net;
using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Server;

/// <summary>How connections of a server end: by silence, by a fault, by the server's own end.</summary>
public class ServerLifeTests
{
    private static readonly HeartbeatSettings Watching = new()
    {
        Roles = HeartbeatRoles.Watcher,
        Interval = TimeSpan.FromMilliseconds(200),
        AckTimeout = TimeSpan.FromMilliseconds(200),
        Timeout = TimeSpan.FromMilliseconds(600),
    };

    [Theory, OverSockets, OverEpoll]
    public async Task A_silent_device_is_disconnected_within_the_bound_and_one_that_beats_is_not(Over over)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler, TestServer.Usual with { Heartbeat = Watching });
        await using var bystander = await Bystander.Join(server);
        using var silent = await server.ConnectRegistered();
        var from = TimeProvider.System.GetTimestamp();

        await silent.ReadEnd();

        Assert.Equal(DisconnectReason.HeartbeatTimeout, await handler.Disconnected.Next());
        Assert.InRange(TimeProvider.System.GetElapsedTime(from), Watching.Timeout * 0.5, Watching.Timeout + TestClient.Slack);
        Assert.False(server.TryGetPeer(Frames.Imei, out _));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_handler_that_throws_costs_its_own_connection_only(Over over)
    {
        var handler = new FaultyHandler();
        await using var server = await TestServer.Start(over, handler);
        await using var bystander = await Bystander.Join(server);
        using var peer = await server.ConnectRegistered();

        await peer.Send(Frames.Heartbeat, Frames.GetDateTime);

        await peer.Expect(Frames.HeartbeatReply);
        await peer.ReadEnd();
        Assert.Equal(DisconnectReason.HandlerFault, await handler.Disconnected.Next());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_handler_that_throws_costs_its_reply_only_where_that_is_allowed(Over over)
    {
        await using var server = await TestServer.Start(over, new FaultyHandler(), TestServer.Usual with { Limits = new() { KeepOnHandlerFault = true } });
        using var peer = await server.ConnectRegistered();

        await peer.Send(Frames.GetDateTime, Frames.Heartbeat);

        await peer.Expect(Frames.HeartbeatReply);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_server_that_stops_lets_the_handler_finish_and_refuses_new_connections(Over over)
    {
        var handler = new SlowHandler();
        await using var server = await TestServer.Start(over, handler);
        using var peer = await server.ConnectRegistered();
        using var idle = await server.ConnectRegistered("idle");
        var endpoint = (IPEndPoint)server.Endpoints[0];
        await peer.Send(Frames.GetDateTime);
        var answer = await handler.Asked.Next();

        var stopping = server.StopAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(PeerEnd.Closed, await idle.ReadEnd());
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => RawPeer.Connect(endpoint));
        answer.SetResult(TestHandler.Time("last words"));

        await peer.Expect(Frames.DateTimeReply("last words"));
        Assert.Equal(PeerEnd.Closed, await peer.ReadEnd());
        await stopping.InTime();
        Assert.Equal(DisconnectReason.ServerDraining, await handler.Disconnected.Next());
        Assert.Equal(DisconnectReason.ServerDraining, await handler.Disconnected.Next());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_server_that_stops_does_not_wait_for_a_handler_beyond_the_drain_time(Over over)
    {
        var handler = new SlowHandler();
        await using var server = await TestServer.Start(over, handler);
        using var peer = await server.ConnectRegistered();
        await peer.Send(Frames.GetDateTime);
        var answer = await handler.Asked.Next();

        await server.StopAsync(TimeSpan.FromMilliseconds(200)).WaitAsync(TimeSpan.FromSeconds(3));

        Assert.Equal(PeerEnd.Reset, await peer.ReadEnd());
        answer.SetResult(TestHandler.Time("too late"));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task At_the_limit_of_connections_the_next_one_waits_until_one_leaves(Over over)
    {
        await using var server = await TestServer.Start(over, new TestHandler(), TestServer.Usual with { MaxConnections = 2 });
        using var first = await server.ConnectRegistered("1");
        using var second = await server.ConnectRegistered("2");
        using var third = await server.Connect();
        await third.Send(Frames.Register("3"));

        // A round trip of each of the two, and the third still stands outside.
        await first.Send(Frames.Heartbeat);
        await first.Expect(Frames.HeartbeatReply);
        await second.Send(Frames.Heartbeat);
        await second.Expect(Frames.HeartbeatReply);
        Assert.Equal(0, third.Available);

        first.Dispose();
        await third.Expect(Frames.RegisterReply);
    }

    private sealed class FaultyHandler : TestHandler
    {
        public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context) =>
            throw new InvalidOperationException("This handler is broken.");
    }
}
