using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Server;

/// <summary>A client that has said all it has to say, and waits for the answers.</summary>
public class HalfCloseTests
{
    [Theory, OverSockets, OverEpoll]
    public async Task Replies_are_delivered_after_the_client_closed_its_half(Over over)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler);
        using var peer = await server.Connect();

        await peer.Send(Frames.Register(), Frames.GetDateTime);
        peer.HalfClose();

        await peer.Expect(Frames.RegisterReply, Frames.DateTimeReply());
        Assert.Equal(PeerEnd.Closed, await peer.ReadEnd());
        Assert.Equal(DisconnectReason.PeerClosed, await handler.Disconnected.Next());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task The_reply_of_an_asynchronous_handler_is_delivered_after_the_client_closed_its_half(Over over)
    {
        var handler = new SlowHandler();
        await using var server = await TestServer.Start(over, handler);
        using var peer = await server.ConnectRegistered();

        await peer.Send(Frames.GetDateTime);
        var answer = await handler.Asked.Next();
        peer.HalfClose();
        await UntilSeen(server);
        answer.SetResult(TestHandler.Time("late"));

        await peer.Expect(Frames.DateTimeReply("late"));
        Assert.Equal(PeerEnd.Closed, await peer.ReadEnd());
        Assert.Equal(DisconnectReason.PeerClosed, await handler.Disconnected.Next());
        Assert.Equal(DisconnectReason.PeerClosed, await handler.Disconnected.Next());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task Requests_that_wait_behind_a_handler_are_answered_after_the_client_closed_its_half(Over over)
    {
        var handler = new SlowHandler();
        await using var server = await TestServer.Start(over, handler);
        using var peer = await server.ConnectRegistered();

        await peer.Send(Frames.GetDateTime);
        var first = await handler.Asked.Next();
        // The heartbeat is answered at once, so its reply shows that the question before it has been read.
        await peer.Send(Frames.GetDateTime, Frames.Heartbeat);
        await peer.Expect(Frames.HeartbeatReply);
        peer.HalfClose();
        await UntilSeen(server);
        first.SetResult(TestHandler.Time("first"));
        (await handler.Asked.Next()).SetResult(TestHandler.Time("second"));

        await peer.Expect(Frames.DateTimeReply("first"), Frames.DateTimeReply("second"));
        Assert.Equal(PeerEnd.Closed, await peer.ReadEnd());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_half_close_in_mid_frame_ends_the_connection(Over over)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler);
        using var peer = await server.ConnectRegistered();

        await peer.Send(Frames.Heartbeat, Frames.GetDateTime[..3]);
        peer.HalfClose();

        await peer.Expect(Frames.HeartbeatReply);
        Assert.Equal(PeerEnd.Closed, await peer.ReadEnd());
        Assert.Equal(DisconnectReason.TruncatedFrame, await handler.Disconnected.Next());
    }

    // No byte tells that a server has seen the end of a stream; by the time it has answered another client this often, it has.
    private static async Task UntilSeen(DeviceLinkServer server)
    {
        using var other = await server.ConnectRegistered("other");
        for (var round = 0; round < 50; round++)
        {
            await other.Send(Frames.Heartbeat);
            await other.Expect(Frames.HeartbeatReply);
        }
    }
}
