using Microsoft.Extensions.Time.Testing;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Server;

/// <summary>The end of a server, step by step.</summary>
public sealed class StopTests
{
    [Theory, OverSockets, OverEpoll]
    public async Task A_stopping_server_is_not_ready_first_and_accepts_for_the_time_it_was_told(Over over)
    {
        var time = new FakeTimeProvider();
        var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0")
        {
            Options = new ServerOptions { TimeProvider = time, UnreadyTime = TimeSpan.FromSeconds(3) }.Over(over),
        };
        Assert.False(server.IsReady);
        await server.StartAsync();
        Assert.True(server.IsReady);

        var stop = server.StopAsync(TimeSpan.FromSeconds(10));
        Assert.False(server.IsReady);
        using var late = await RawClient.ConnectAsync(server.Endpoints[0]);
        await late.SendAsync(Frames.Heartbeat);
        await late.ReceiveAsync(1);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Empty(await late.ReceiveUntilEndAsync());
        Assert.Equal(new StopResult(Closed: 1, Aborted: 0), await stop.WaitAsync(Engine.Deadline));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task Connections_are_told_and_closed_evenly_over_the_spread(Over over)
    {
        var time = new FakeTimeProvider();
        var handler = new TestHandler { Draining = peer => peer.TrySendNotice(new() { Level = 1, Text = "bye" }) };
        var server = new DeviceLinkServer(handler, "tcp://127.0.0.1:0") { Options = new ServerOptions { TimeProvider = time, DrainSpread = TimeSpan.FromSeconds(4) }.Over(over) };
        await server.StartAsync();
        var clients = new List<RawClient>();
        for (var count = 0; count < 4; count++)
        {
            clients.Add(await RawClient.ConnectAsync(server.Endpoints[0]));
            await clients[^1].SendAsync(Frames.Heartbeat);
            await clients[^1].ReceiveAsync(1);
        }

        var stop = server.StopAsync(TimeSpan.FromSeconds(30));
        for (var ended = 1; ended <= 4; ended++)
        {
            await Eventually.IsTrue(() => handler.EndCount == ended);
            // Those whose turn has not come are served.
            if (server.ConnectionCount != 0) Assert.Equal(4 - ended, server.BroadcastNotice(new() { Level = 0, Text = "" }).Sent);
            await Eventually.IsTrue(() =>
            {
                time.Advance(TimeSpan.FromMilliseconds(50));
                return handler.EndCount > ended || stop.IsCompleted;
            });
        }

        Assert.Equal(new StopResult(4, 0), await stop.WaitAsync(Engine.Deadline));
        foreach (var client in clients)
        {
            var frames = await client.ReceiveUntilEndAsync();
            Assert.Equal(Notice.Wire.Id, frames[^1].Id);
            Assert.Equal("bye"u8.ToArray(), frames[^1].Body[^3..]);
            client.Dispose();
        }
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_notice_that_throws_stops_nothing(Over over)
    {
        var handler = new TestHandler { Draining = _ => throw new InvalidOperationException("no") };
        var server = new DeviceLinkServer(handler, "tcp://127.0.0.1:0") { Options = over.Options() };
        await server.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        await client.SendAsync(Frames.Heartbeat);
        await client.ReceiveAsync(1);
        Assert.Equal(new StopResult(1, 0), await server.StopAsync(Engine.Deadline).WaitAsync(Engine.Deadline));
        Assert.Empty(await client.ReceiveUntilEndAsync());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_handler_that_waits_for_the_stop_of_its_server_costs_its_own_connection_at_the_deadline(Over over)
    {
        DeviceLinkServer server = null!;
        var result = new TaskCompletionSource<StopResult>();
        server = new(
            new TestHandler
            {
                GettingTime = async _ =>
                {
                    result.SetResult(await server.StopAsync(TimeSpan.FromMilliseconds(300)));
                    return Answers.Time("never heard");
                },
            },
            "tcp://127.0.0.1:0")
        {
            Options = over.Options(),
        };
        await server.StartAsync();
        using var other = await RawClient.ConnectAsync(server.Endpoints[0]);
        await other.SendAsync(Frames.Heartbeat);
        await other.ReceiveAsync(1);
        using var asking = await RawClient.ConnectAsync(server.Endpoints[0]);
        await asking.SendAsync(Frames.GetDateTime);

        Assert.Empty(await other.ReceiveUntilEndAsync());
        Assert.Equal(new StopResult(Closed: 1, Aborted: 1), await result.Task.WaitAsync(Engine.Deadline));
        Assert.Equal(0, server.ConnectionCount);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task Whoever_stops_a_server_that_stops_waits_for_it_and_gets_its_result(Over over)
    {
        var source = new TaskCompletionSource<GetDateTimeReply>();
        var server = new DeviceLinkServer(new TestHandler { GettingTime = _ => new(source.Task) }, "tcp://127.0.0.1:0") { Options = over.Options() };
        await server.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        await client.SendAsync(Frames.Join(Frames.Heartbeat, Frames.GetDateTime));
        await client.ReceiveAsync(1);
        var first = server.StopAsync(Engine.Deadline);
        var second = server.StopAsync(TimeSpan.Zero);
        Assert.False(second.IsCompleted);
        source.SetResult(Answers.Time("done"));
        Assert.Single(await client.ReceiveUntilEndAsync());
        Assert.Equal(new StopResult(1, 0), await first.WaitAsync(Engine.Deadline));
        Assert.Equal(await first, await second.WaitAsync(Engine.Deadline));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_server_that_never_started_stops_with_nothing(Over over)
    {
        var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = over.Options() };
        Assert.Equal(default, await server.StopAsync(TimeSpan.Zero));
        Assert.Equal(default, server.BroadcastNotice(new() { Level = 0, Text = "" }));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => server.StartAsync());
    }
}
