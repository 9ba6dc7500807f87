namespace ProtoGen.Interop.Tests.Server;

/// <summary>Bytes no decent client sends, and what the server makes of them while another client goes on.</summary>
public class HostileFrameTests
{
    [Theory, OverSockets, OverEpoll]
    public async Task Frames_that_come_one_byte_at_a_time_are_answered(Over over)
    {
        await using var server = await TestServer.Start(over, new TestHandler());
        await using var bystander = await Bystander.Join(server);
        using var peer = await server.Connect();

        byte[] all = [.. Frames.Register(), .. Frames.Heartbeat, .. Frames.GetDateTime];
        foreach (var one in all) await peer.Send([one]);

        await peer.Expect(Frames.RegisterReply, Frames.HeartbeatReply, Frames.DateTimeReply());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task Two_thousand_heartbeats_in_one_write_are_answered_in_order(Over over)
    {
        await using var server = await TestServer.Start(over, new CountingHandler());
        await using var bystander = await Bystander.Join(server);
        using var peer = await server.ConnectRegistered();

        // A question after every hundredth heartbeat: its numbered answer marks the place.
        byte[][] block = [.. Enumerable.Repeat(Frames.Heartbeat, 100), Frames.GetDateTime];
        await peer.Send([.. Enumerable.Repeat(block, 20).SelectMany(frames => frames)]);

        for (var mark = 0; mark < 20; mark++)
        {
            await peer.Expect([.. Enumerable.Repeat(Frames.HeartbeatReply, 100)]);
            await peer.Expect(Frames.DateTimeReply($"{mark}"));
        }
    }

    [Theory, OverSockets(0x05, 0x7f, 0x80, 0xff), OverEpoll(0x05, 0x7f, 0x80, 0xff)]
    public async Task A_message_of_an_unknown_id_is_skipped_and_the_next_one_answered(Over over, byte id)
    {
        await using var server = await TestServer.Start(over, new TestHandler());
        await using var bystander = await Bystander.Join(server);
        using var peer = await server.ConnectRegistered();

        await peer.Send(Frames.Frame(id, []), Frames.Frame(id, new byte[5000]), Frames.Heartbeat);

        await peer.Expect(Frames.HeartbeatReply);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_message_only_servers_send_is_skipped_like_an_unknown_one(Over over)
    {
        await using var server = await TestServer.Start(over, new TestHandler());
        await using var bystander = await Bystander.Join(server);
        using var peer = await server.ConnectRegistered();

        await peer.Send(Frames.Notice(1, "not yours to say"), Frames.Heartbeat);

        await peer.Expect(Frames.HeartbeatReply);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_length_of_zero_closes_the_connection_after_what_came_before_it_was_answered(Over over)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler);
        await using var bystander = await Bystander.Join(server);
        using var peer = await server.Connect();

        await peer.Send(Frames.Heartbeat, Frames.Hex("00000000"));

        await peer.Expect(Frames.HeartbeatReply);
        await peer.ReadEnd();
        Assert.Equal(DisconnectReason.ProtocolViolation, await handler.Disconnected.Next());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_register_one_byte_short_closes_the_connection(Over over)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler);
        await using var bystander = await Bystander.Join(server);
        using var peer = await server.Connect();

        await peer.Send(Frames.Frame(0, Frames.Register()[5..^1]));

        await peer.ReadEnd();
        Assert.Equal(DisconnectReason.ProtocolViolation, await handler.Disconnected.Next());
        Assert.Equal("bystander", (await handler.Registered.Next()).Imei);
        Assert.False(handler.Registered.Reader.TryRead(out _));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_register_one_byte_long_closes_the_connection(Over over)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler);
        await using var bystander = await Bystander.Join(server);
        using var peer = await server.Connect();

        await peer.Send(Frames.Frame(0, [.. Frames.Register()[5..], 0]));

        await peer.ReadEnd();
        Assert.Equal(DisconnectReason.ProtocolViolation, await handler.Disconnected.Next());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task Bytes_that_are_not_text_close_the_connection(Over over)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler);
        await using var bystander = await Bystander.Join(server);
        using var peer = await server.Connect();

        var body = new byte[51];
        body.AsSpan().Fill(0xfe);
        await peer.Send(Frames.Frame(0, body));

        await peer.ReadEnd();
        Assert.Equal(DisconnectReason.ProtocolViolation, await handler.Disconnected.Next());
    }
}
