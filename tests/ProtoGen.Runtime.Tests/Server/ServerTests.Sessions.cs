using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Server;

// Sessions and the end of a server.
public sealed partial class ServerTests
{
    [Theory, OverSockets, OverEpoll]
    public async Task The_newest_session_of_a_key_wins_and_a_late_end_of_the_old_removes_nothing(Over over)
    {
        var handler = new TestHandler();
        await using var server = await StartAsync(over, handler);
        using var first = await RawClient.ConnectAsync(server.Endpoints[0]);
        await first.SendAsync(Frames.Register("7"));
        await first.ReceiveAsync(1);
        Assert.True(server.TryGetPeer("7", out var old));

        using var second = await RawClient.ConnectAsync(server.Endpoints[0]);
        await second.SendAsync(Frames.Register("7"));
        await second.ReceiveAsync(1);
        Assert.Empty(await first.ReceiveUntilEndAsync());
        await Eventually.IsTrue(() => server.ConnectionCount == 1);
        Assert.Equal([DisconnectReason.TakenOver], handler.Ends);
        Assert.True(server.TryGetPeer("7", out var current));
        Assert.NotEqual(old.Id, current.Id);
        Assert.True(old.Closed.IsCancellationRequested);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_registration_that_completes_late_attaches_its_session_before_its_reply(Over over)
    {
        var source = new TaskCompletionSource<RegisterReply>();
        await using var server = await StartAsync(over, new TestHandler { Registering = (_, _) => new(source.Task) });
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.SendAsync(Frames.Register("8"));
        Assert.False(server.TryGetPeer("8", out _));
        source.SetResult(Answers.Registered);
        await socket.ReceiveAsync(1);
        Assert.True(server.TryGetPeer("8", out _));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_refused_registration_makes_no_session(Over over)
    {
        await using var server = await StartAsync(over, new TestHandler { Registering = (_, _) => new(Answers.Refused) });
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.SendAsync(Frames.Register("8"));
        await socket.ReceiveAsync(1);
        Assert.False(server.TryGetPeer("8", out _));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_graceful_stop_lets_handlers_finish_and_breaks_off_those_that_do_not(Over over)
    {
        var entered = 0;
        var sources = new[] { new TaskCompletionSource<GetDateTimeReply>(), new TaskCompletionSource<GetDateTimeReply>() };
        var handler = new TestHandler { GettingTime = _ => new(sources[Interlocked.Increment(ref entered) - 1].Task) };
        var server = await StartAsync(over, handler);
        var endpoint = server.Endpoints[0];
        using var idle = await RawClient.ConnectAsync(endpoint);
        using var quick = await RawClient.ConnectAsync(endpoint);
        using var hung = await RawClient.ConnectAsync(endpoint);
        await idle.SendAsync(Frames.Heartbeat);
        await idle.ReceiveAsync(1);
        await quick.SendAsync(Frames.GetDateTime);
        await Eventually.IsTrue(() => entered == 1);
        await hung.SendAsync(Frames.GetDateTime);
        await Eventually.IsTrue(() => entered == 2);

        var stop = server.StopAsync(TimeSpan.FromMilliseconds(500));
        Assert.Empty(await idle.ReceiveUntilEndAsync());
        sources[0].SetResult(Answers.Time("done"));
        Assert.Single(await quick.ReceiveUntilEndAsync());
        await stop.WaitAsync(Engine.Deadline);
        await Assert.ThrowsAnyAsync<SocketException>(() => hung.ReceiveAsync(1));
        await Assert.ThrowsAnyAsync<SocketException>(() => RawClient.ConnectAsync(endpoint));
        Assert.Equal(3, handler.Ends.Count);
        Assert.All(handler.Ends, reason => Assert.Equal(DisconnectReason.ServerDraining, reason));
        await server.DisposeAsync();
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_handler_may_stop_its_server(Over over)
    {
        DeviceLinkServer server = null!;
        Task? stop = null;
        server = await StartAsync(over, new TestHandler
        {
            GettingTime = _ =>
            {
                stop = server.StopAsync(TimeSpan.FromSeconds(5));
                return new(Answers.Time("bye"));
            },
        });
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.SendAsync(Frames.GetDateTime);
        Assert.Single(await socket.ReceiveUntilEndAsync());
        await stop!.WaitAsync(Engine.Deadline);
    }
}
