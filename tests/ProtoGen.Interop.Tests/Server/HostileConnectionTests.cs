using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Server;

/// <summary>Connections that end badly, come in crowds, or do not listen.</summary>
public class HostileConnectionTests
{
    [Theory, OverSockets, OverEpoll]
    public async Task Two_hundred_resets_in_mid_frame_harm_nobody(Over over)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler);
        await using var bystander = await Bystander.Join(server);

        for (var index = 0; index < 200; index++)
        {
            var peer = await server.Connect();
            // The reply shows that the server has the connection; a reset before that may never be seen.
            await peer.Send(Frames.Heartbeat, Frames.Register()[..(1 + (index % 55))]);
            await peer.Expect(Frames.HeartbeatReply);
            peer.Reset();
            Assert.Equal(DisconnectReason.PeerReset, await handler.Disconnected.Next());
        }
    }

    [Theory, OverSockets, OverEpoll]
    public async Task Five_hundred_connections_at_once_are_all_served_and_reached(Over over)
    {
        await using var server = await TestServer.Start(over, new TestHandler());
        await using var bystander = await Bystander.Join(server);

        var peers = await Task.WhenAll(Enumerable.Range(0, 500).Select(index => server.ConnectRegistered($"{index}")));
        await Task.WhenAll(peers.Select(peer => peer.Send(Frames.Heartbeat, Frames.GetDateTime)));
        await Task.WhenAll(peers.Select(peer => peer.Expect(Frames.HeartbeatReply, Frames.DateTimeReply())));
        for (var index = 0; index < peers.Length; index++)
        {
            Assert.True(server.TryGetPeer($"{index}", out var device));
            Assert.Equal(SendResult.Sent, device.TrySendNotice(new() { Level = 1, Text = $"for {index}" }));
            await peers[index].Expect(Frames.Notice(1, $"for {index}"));
        }

        foreach (var peer in peers) peer.Dispose();
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_client_that_never_reads_fills_its_own_queue_and_no_other(Over over)
    {
        await using var server = await TestServer.Start(over, new TestHandler());
        await using var bystander = await Bystander.Join(server);
        using var deaf = await server.ConnectRegistered("deaf");
        using var listener = await server.ConnectRegistered("listener");
        Assert.True(server.TryGetPeer("deaf", out var deafDevice));
        Assert.True(server.TryGetPeer("listener", out var listening));

        var news = new Notice { Level = 9, Text = new string('n', 60_000) };
        var (_, waiting) = await deafDevice.Stuff(_ => news);
        var result = SendResult.Sent;
        for (var sent = 0; sent < 100 && result == SendResult.Sent; sent++) result = deafDevice.TrySendNotice(news);

        Assert.Equal(SendResult.QueueFull, result);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(SendResult.Sent, listening.TrySendNotice(new() { Level = 0, Text = "calm" }));
        await listener.Expect(Frames.Notice(0, "calm"));
        // Two that listen, bystander included, and the one that does not.
        Assert.Equal(new BroadcastResult(Sent: 2, QueueFull: 1, NotReady: 0), server.BroadcastNotice(news));
        await listener.Expect(Frames.Notice(9, news.Text));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_client_that_never_reads_is_disconnected_in_time(Over over)
    {
        var handler = new TestHandler();
        var options = TestServer.Usual with { Limits = new() { WriteTimeout = TimeSpan.FromMilliseconds(500) } };
        await using var server = await TestServer.Start(over, handler, options);
        using var deaf = await server.ConnectRegistered("deaf");
        Assert.True(server.TryGetPeer("deaf", out var device));

        var news = new Notice { Level = 9, Text = new string('n', 60_000) };
        var from = TimeProvider.System.GetTimestamp();
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => PushForever(device, news).InTime());

        Assert.Equal((DisconnectReason.WriteTimeout, Delivery.NotSent), (failure.Reason, failure.Delivery));
        Assert.Equal(DisconnectReason.WriteTimeout, await handler.Disconnected.Next());
        Assert.InRange(TimeProvider.System.GetElapsedTime(from), options.Limits.WriteTimeout, options.Limits.WriteTimeout + TestClient.Slack);
        Assert.Equal(SendResult.Closed, device.TrySendNotice(news));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_client_that_sends_requests_and_never_reads_stops_being_read(Over over)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler);
        await using var bystander = await Bystander.Join(server);
        using var deaf = await server.ConnectRegistered("deaf");

        // Each of these frames asks five times its own size back, so the server must stop to take them.
        byte[][] block = [.. Enumerable.Repeat(Frames.GetDateTime, 10_000)];
        var blocked = false;
        for (var sent = 0; sent < 1000 && !blocked; sent++)
        {
            var sending = deaf.Send(block);
            blocked = await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, CancellationToken.None)) != sending;
        }

        Assert.True(blocked);
        Assert.True(server.TryGetPeer("deaf", out _));
    }

    private static async Task PushForever(DeviceLinkPeer device, Notice news)
    {
        while (true) await device.SendNoticeAsync(news);
    }
}
