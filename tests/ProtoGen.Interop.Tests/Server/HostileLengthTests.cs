namespace ProtoGen.Interop.Tests.Server;

/// <summary>Lengths that promise more than is allowed, or more than ever comes: they cost the server nothing.</summary>
public class HostileLengthTests
{
    private const long Little = 4 << 20;

    [Theory, OverSockets("ffffffff", "80000000", "7fffffff", "001ffffd"), OverEpoll("ffffffff", "80000000", "7fffffff", "001ffffd")]
    public async Task A_length_above_the_limit_closes_the_connection_before_any_body(Over over, string length)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler);
        await using var bystander = await Bystander.Join(server);
        using var peer = await server.Connect();

        var before = GC.GetTotalAllocatedBytes();
        await peer.Send(Frames.Hex(length));

        await peer.ReadEnd();
        Assert.Equal(DisconnectReason.FrameTooLarge, await handler.Disconnected.Next());
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Little);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task What_came_before_a_length_above_the_limit_is_answered(Over over)
    {
        await using var server = await TestServer.Start(over, new TestHandler());
        using var peer = await server.Connect();

        await peer.Send(Frames.GetDateTime, Frames.Hex("ffffffff"));

        await peer.Expect(Frames.DateTimeReply());
        await peer.ReadEnd();
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_hundred_promises_of_two_megabytes_are_not_paid_in_advance(Over over)
    {
        await using var server = await TestServer.Start(over, new TestHandler());
        await using var bystander = await Bystander.Join(server);
        var peers = new List<RawPeer>();

        var before = GC.GetTotalAllocatedBytes();
        for (var index = 0; index < 100; index++)
        {
            peers.Add(await server.Connect());
            await peers[^1].Send(Frames.Heartbeat, Frames.Hex("001ffffc 04"));
            await peers[^1].Expect(Frames.HeartbeatReply);
        }

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 4 * Little);
        peers.ForEach(peer => peer.Dispose());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task The_largest_legal_frame_is_answered(Over over)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler);
        using var peer = await server.ConnectRegistered();

        // 2 MiB with the length, the id, the name and the content's own length.
        var content = new byte[(2 << 20) - 4 - 1 - 2 - 4];
        await peer.Send(Frames.Frame(4, [1, (byte)'x', .. Frames.Hex($"{content.Length:x8}"), .. content]));

        var reply = await peer.ReadFrame();
        Assert.Equal("000000220400", reply[..6].ToHex());
        Assert.Equal("x", await handler.Uploaded.Next());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_frame_that_never_ends_closes_the_connection_in_time(Over over)
    {
        var handler = new TestHandler();
        var options = TestServer.Usual with { Limits = new() { FrameTimeout = TimeSpan.FromMilliseconds(300) } };
        await using var server = await TestServer.Start(over, handler, options);
        await using var bystander = await Bystander.Join(server);
        using var peer = await server.Connect();

        await peer.Send(Frames.Register()[..20]);

        await peer.ReadEnd();
        Assert.Equal(DisconnectReason.FrameTimeout, await handler.Disconnected.Next());
    }
}
