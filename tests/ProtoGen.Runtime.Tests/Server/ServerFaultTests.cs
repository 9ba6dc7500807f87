using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Server;

/// <summary>Faults of the application: none may cost the server a place.</summary>
public sealed class ServerFaultTests
{
    private static async Task<DeviceLinkServer> StartAsync(Over over, Func<DeviceLinkPeer, DeviceLinkServerHandler> handler, ServerOptions? options = null)
    {
        var server = new DeviceLinkServer(handler, "tcp://127.0.0.1:0") { Options = (options ?? new() { MaxConnections = 1 }).Over(over) };
        await server.StartAsync();
        return server;
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_logger_that_throws_costs_no_place_and_no_connection(Over over)
    {
        await using var server = await StartAsync(over, _ => new TestHandler(), new() { MaxConnections = 1, LoggerFactory = new ThrowingLoggers() });
        for (var count = 0; count < 5; count++)
        {
            using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
            await client.SendAsync(Frames.Join(Frames.Heartbeat, Frames.GetDateTime));
            Assert.Equal(2, (await client.ReceiveAsync(2)).Count);
            if (count % 2 == 0) client.Reset();
        }
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_peer_that_is_closed_while_its_handler_is_made_is_closed_in_order_and_leaves_its_place(Over over)
    {
        var made = 0;
        await using var server = await StartAsync(over, peer =>
        {
            if (made++ < 3) peer.Close(DisconnectReason.LimitReached);
            return new TestHandler();
        });
        for (var count = 0; count < 3; count++)
        {
            using var refused = await RawClient.ConnectAsync(server.Endpoints[0]);
            Assert.Empty(await refused.ReceiveUntilEndAsync());
        }

        using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        await client.SendAsync(Frames.Heartbeat);
        await client.ReceiveAsync(1);
        Assert.Equal(3, server.Counters.EndedBy(DisconnectReason.LimitReached));
        Assert.Equal(0, server.Counters.RejectedBy(RejectionReason.SetupFailed));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_peer_that_is_broken_off_while_its_handler_is_made_leaves_its_place(Over over)
    {
        var made = 0;
        await using var server = await StartAsync(over, peer =>
        {
            if (made++ == 0) peer.Abort();
            return new TestHandler();
        });
        await RawClient.IsResetAsync(server.Endpoints[0]);
        using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        await client.SendAsync(Frames.Heartbeat);
        await client.ReceiveAsync(1);
        Assert.Equal(1, server.Counters.EndedBy(DisconnectReason.LocalClosed));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_handler_that_cannot_be_made_is_counted_and_leaves_its_place(Over over)
    {
        var made = 0;
        await using var server = await StartAsync(over, _ => made++ == 0 ? throw new InvalidOperationException("no") : new TestHandler());
        using var refused = await RawClient.ConnectAsync(server.Endpoints[0]);
        Assert.Empty(await refused.ReceiveUntilEndAsync());
        using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        await client.SendAsync(Frames.Heartbeat);
        await client.ReceiveAsync(1);
        Assert.Equal(1, server.Counters.RejectedBy(RejectionReason.SetupFailed));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_handler_that_throws_when_it_is_told_of_the_connection_leaves_its_place(Over over)
    {
        var told = 0;
        var handler = new TestHandler { Connecting = _ => { if (told++ == 0) throw new InvalidOperationException("no"); } };
        await using var server = await StartAsync(over, _ => handler);
        await RawClient.IsResetAsync(server.Endpoints[0]);
        using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        await client.SendAsync(Frames.Heartbeat);
        await client.ReceiveAsync(1);
        Assert.Equal([DisconnectReason.HandlerFault], handler.Ends);
    }
}
