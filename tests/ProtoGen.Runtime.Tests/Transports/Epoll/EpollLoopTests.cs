using System.Net;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Transports.Epoll;

/// <summary>Handlers that run on event loops, and what they hold up and what not.</summary>
public sealed class EpollLoopTests
{
    private static async Task<DeviceLinkServer> StartAsync(DeviceLinkServerHandler handler, ServerOptions? options = null)
    {
        var server = new DeviceLinkServer(handler, "tcp://127.0.0.1:0") { Options = options ?? Over.Epoll.Options() };
        await server.StartAsync();
        return server;
    }

    private static async Task<RawClient> ConnectAsync(DeviceLinkServer server)
    {
        var before = server.ConnectionCount;
        var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        // One after the other: each goes to the loop that has the fewest.
        await Eventually.IsTrue(() => server.ConnectionCount == before + 1);
        return client;
    }

    [EpollFact]
    public async Task A_handler_that_blocks_its_loop_stops_no_other_loop_and_no_accepting()
    {
        using var blocked = new SemaphoreSlim(0);
        using var entered = new SemaphoreSlim(0);
        var blockedPort = 0;
        await using var server = await StartAsync(new TestHandler
        {
            GettingTime = context =>
            {
                if (context.Peer.RemoteEndPoint is not IPEndPoint { Port: var port } || port != Volatile.Read(ref blockedPort)) return new(Answers.Time("free"));
                entered.Release();
                blocked.Wait(Engine.Deadline);
                return new(Answers.Time("blocked"));
            },
        });
        using var first = await ConnectAsync(server);
        using var second = await ConnectAsync(server);
        Volatile.Write(ref blockedPort, first.LocalPort);
        await first.SendAsync(Frames.GetDateTime);
        Assert.True(await entered.WaitAsync(Engine.Deadline));
        for (var count = 0; count < 20; count++)
        {
            await second.SendAsync(Frames.GetDateTime);
            Assert.Single(await second.ReceiveAsync(1));
        }

        // The third belongs to the loop that is blocked: it is accepted all the same, and answered when its loop is free.
        using var third = await ConnectAsync(server);
        using var fourth = await ConnectAsync(server);
        await third.SendAsync(Frames.Heartbeat);
        await fourth.SendAsync(Frames.Heartbeat);
        await fourth.ReceiveAsync(1);
        var late = third.ReceiveAsync(1);
        Assert.False(late.IsCompleted);
        blocked.Release();
        await first.ReceiveAsync(1);
        await late;
    }

    [EpollFact]
    public async Task On_the_pool_a_handler_that_blocks_holds_up_its_own_connection_only()
    {
        using var blocked = new SemaphoreSlim(0);
        await using var server = await StartAsync(
            new TestHandler
            {
                GettingTime = _ =>
                {
                    blocked.Wait(Engine.Deadline);
                    return new(Answers.Time(""));
                },
            },
            Over.EpollAndPool.Options() with { EventLoops = 1 });
        using var first = await ConnectAsync(server);
        using var second = await ConnectAsync(server);
        await first.SendAsync(Frames.GetDateTime);
        await second.SendAsync(Frames.Heartbeat);
        await second.ReceiveAsync(1);
        blocked.Release();
        await first.ReceiveAsync(1);
    }

    [EpollFact]
    public async Task A_handler_that_awaits_leaves_its_loop_and_its_reply_keeps_its_place()
    {
        var sources = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource<GetDateTimeReply>()).ToArray();
        var asked = 0;
        await using var server = await StartAsync(
            new TestHandler { GettingTime = _ => new(sources[asked++].Task) }, Over.Epoll.Options() with { EventLoops = 1 });
        using var client = await ConnectAsync(server);
        using var other = await ConnectAsync(server);
        await client.SendAsync(Frames.Join(Frames.GetDateTime, Frames.Register(), Frames.GetDateTime, Frames.Heartbeat, Frames.GetDateTime));
        // The heartbeat is answered at once, and another connection of the one loop as well.
        Assert.Equal(1, (await client.ReceiveAsync(1))[0].Id);
        await other.SendAsync(Frames.Heartbeat);
        await other.ReceiveAsync(1);
        sources[1].SetResult(Answers.Time("second"));
        sources[0].SetResult(Answers.Time("first"));
        var frames = await client.ReceiveAsync(3);
        Assert.Equal([2, 0, 2], frames.Select(frame => (int)frame.Id));
        Assert.Equal("first"u8.ToArray(), frames[0].Body[1..]);
        Assert.Equal("second"u8.ToArray(), frames[2].Body[1..]);
        sources[2].SetResult(Answers.Time("third"));
        await client.ReceiveAsync(1);
    }

    [Theory, OverEpoll]
    public async Task A_handler_that_awaits_its_own_peer_does_not_keep_the_reply_from_itself(Over over)
    {
        await using var server = new ScriptedServer("tcp://127.0.0.1:0")
        {
            Create = setup => new(setup)
            {
                OnGetDateTime = async connection =>
                {
                    await connection.UploadAsync(Engine.Deadline);
                    return Answers.Time("asked");
                },
            },
            Options = over.Options() with { EventLoops = 1 },
        };
        await server.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        for (var count = 0; count < 100; count++)
        {
            await client.SendAsync(Frames.GetDateTime);
            Assert.Equal(UploadFile.Wire.Id, (await client.ReceiveAsync(1))[0].Id);
            await client.SendAsync(Frames.Of(Answers.Uploaded));
            Assert.Equal(GetDateTimeReply.Wire.Id, (await client.ReceiveAsync(1))[0].Id);
        }
    }

    [Theory, OverEpoll]
    public async Task A_handler_that_waits_for_room_lets_its_loop_make_it(Over over)
    {
        const int Count = 200;
        await using var server = await StartAsync(
            new TestHandler
            {
                GettingTime = async context =>
                {
                    for (var number = 0; number < Count; number++) await context.Peer.SendNoticeAsync(new() { Level = 1, Text = new('x', 60_000) });
                    return Answers.Time("all");
                },
            },
            over.Options() with { EventLoops = 1 });
        using var client = await ConnectAsync(server);
        await client.SendAsync(Frames.Join(Frames.GetDateTime, Frames.Heartbeat));
        var frames = await client.ReceiveAsync(Count + 2);
        Assert.Equal(Count, frames.Count(frame => frame.Id == Notice.Wire.Id));
        Assert.Equal(GetDateTimeReply.Wire.Id, frames.Last(frame => frame.Id != Heartbeat.Wire.Id).Id);
    }

    [EpollFact]
    public async Task What_a_handler_sets_for_its_own_flow_is_not_seen_by_the_next_one_of_its_loop()
    {
        var ambient = new AsyncLocal<string?>();
        var seen = new System.Collections.Concurrent.ConcurrentQueue<string?>();
        await using var server = await StartAsync(
            new TestHandler
            {
                GettingTime = _ =>
                {
                    seen.Enqueue(ambient.Value);
                    ambient.Value = "mine";
                    SynchronizationContext.SetSynchronizationContext(new());
                    return new(Answers.Time(SynchronizationContext.Current is null ? "" : "set"));
                },
            },
            Over.Epoll.Options() with { EventLoops = 1 });
        using var client = await ConnectAsync(server);
        for (var count = 0; count < 3; count++)
        {
            await client.SendAsync(Frames.GetDateTime);
            await client.ReceiveAsync(1);
        }

        Assert.Equal([null, null, null], seen);
    }

    [EpollFact]
    public async Task Loops_end_with_their_server_and_its_last_connection()
    {
        var server = await StartAsync(new TestHandler());
        Assert.False(server.Loops!.HaveEnded);
        using (var client = await ConnectAsync(server))
        {
            await client.SendAsync(Frames.Heartbeat);
            await client.ReceiveAsync(1);
            await server.DisposeAsync();
            Assert.Empty(await client.ReceiveUntilEndAsync());
        }

        await Eventually.IsTrue(() => server.Loops.HaveEnded);
    }

    [EpollFact]
    public async Task Accepted_connections_have_the_keep_alive_of_their_listener()
    {
        await using var server = await StartAsync(new TestHandler());
        using var client = await ConnectAsync(server);
        var (here, there) = ($"0100007F:{((IPEndPoint)server.Endpoints[0]).Port:X4}", $"0100007F:{client.LocalPort:X4}");
        var fields = (await File.ReadAllLinesAsync("/proc/net/tcp"))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Single(fields => fields[1] == here && fields[2] == there);
        // Established, and of the timers the keep-alive runs.
        Assert.Equal("01", fields[3]);
        Assert.StartsWith("02:", fields[5], StringComparison.Ordinal);
    }

    [EpollFact]
    public async Task A_peer_says_where_it_is_also_when_it_has_gone()
    {
        DeviceLinkPeer? peer = null;
        await using var server = await StartAsync(new TestHandler
        {
            Beating = context =>
            {
                peer = context.Peer;
                return default;
            },
        });
        var client = await ConnectAsync(server);
        await client.SendAsync(Frames.Heartbeat);
        await client.ReceiveAsync(1);
        var expected = new IPEndPoint(IPAddress.Loopback, client.LocalPort);
        Assert.Equal(expected, peer!.RemoteEndPoint);
        client.Dispose();
        await Eventually.IsTrue(() => server.ConnectionCount == 0);
        Assert.Equal(expected, peer.RemoteEndPoint);
    }
}
