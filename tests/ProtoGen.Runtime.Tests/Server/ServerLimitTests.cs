using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Server;

/// <summary>What a server takes from strangers, on real sockets.</summary>
public sealed class ServerLimitTests
{
    private static readonly ConnectionLimits Impatient = new() { FrameTimeout = TimeSpan.FromSeconds(1), HandshakeTimeout = TimeSpan.FromSeconds(1) };

    [Theory, OverSockets, OverEpoll]
    public async Task Three_hundred_silent_sockets_end_by_their_handshake_and_a_good_client_gets_in_behind_them(Over over)
    {
        await using var server = new ScriptedServer("tcp://127.0.0.1:0") { Options = new ServerOptions { Limits = Impatient }.Over(over) };
        await server.StartAsync();
        var silent = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => RawClient.ConnectAsync(server.Endpoints[0])));
        await Eventually.IsTrue(() => server.Counters.RejectedBy(RejectionReason.HandshakeLimit) > 0);
        // On a machine that is busy the first of them may have ended by now.
        Assert.InRange(server.ConnectionCount, 1, 256);

        using var good = await RawClient.ConnectAsync(server.Endpoints[0]);
        await good.SendAsync(Frames.Join(Frames.Register(), Frames.GetDateTime));
        Assert.Equal(2, (await good.ReceiveAsync(2)).Count);
        await Eventually.IsTrue(() => server.Counters.EndedBy(DisconnectReason.HandshakeTimeout) == 300);
        await good.SendAsync(Frames.GetDateTime);
        await good.ReceiveAsync(1);
        Assert.Equal(1, server.ConnectionCount);
        foreach (var socket in silent) socket.Dispose();
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_byte_each_half_second_ends_by_the_frames_time_and_harms_nobody(Over over)
    {
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = new ServerOptions { Limits = Impatient }.Over(over) };
        await server.StartAsync();
        using var good = await RawClient.ConnectAsync(server.Endpoints[0]);
        using var slow = await RawClient.ConnectAsync(server.Endpoints[0]);
        var frame = Frames.Register();
        for (var sent = 0; server.Counters.EndedBy(DisconnectReason.FrameTimeout) == 0; sent++)
        {
            Assert.InRange(sent, 0, 20);
            await slow.SendAsync(frame[sent..(sent + 1)]);
            await good.SendAsync(Frames.Heartbeat);
            await good.ReceiveAsync(1);
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, CancellationToken.None);
        }

        Assert.Equal(1, server.ConnectionCount);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task More_connections_of_one_address_than_allowed_are_broken_off_and_counted_until_one_ends(Over over)
    {
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = new ServerOptions { MaxConnectionsPerAddress = 2 }.Over(over) };
        await server.StartAsync();
        using var first = await RawClient.ConnectAsync(server.Endpoints[0]);
        using var second = await RawClient.ConnectAsync(server.Endpoints[0]);
        await Eventually.IsTrue(() => server.ConnectionCount == 2);
        for (var count = 1; count <= 3; count++)
        {
            await RawClient.IsResetAsync(server.Endpoints[0]);
            Assert.Equal(count, server.Counters.RejectedBy(RejectionReason.AddressLimit));
        }

        using (var other = await RawClient.ConnectAsync(server.Endpoints[0], from: "127.0.0.2"))
        {
            await other.SendAsync(Frames.Heartbeat);
            await other.ReceiveAsync(1);
        }

        first.Reset();
        await Eventually.IsTrue(() => server.ConnectionCount == 1);
        using var next = await RawClient.ConnectAsync(server.Endpoints[0]);
        await next.SendAsync(Frames.Heartbeat);
        await next.ReceiveAsync(1);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task The_last_place_is_not_kept_by_an_endpoint_that_nobody_connects_to(Over over)
    {
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0", "tcp://127.0.0.1:0") { Options = new ServerOptions { MaxConnections = 1 }.Over(over) };
        await server.StartAsync();
        foreach (var endpoint in server.Endpoints)
        {
            using var client = await RawClient.ConnectAsync(endpoint);
            await client.SendAsync(Frames.Heartbeat);
            await client.ReceiveAsync(1);
        }
    }

    [Theory, OverSockets, OverEpoll]
    public async Task Each_pause_of_accepting_is_counted_once(Over over)
    {
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = new ServerOptions { MaxConnections = 1 }.Over(over) };
        await server.StartAsync();
        using var first = await RawClient.ConnectAsync(server.Endpoints[0]);
        using var second = await RawClient.ConnectAsync(server.Endpoints[0]);
        using var third = await RawClient.ConnectAsync(server.Endpoints[0]);
        await Eventually.IsTrue(() => server.Counters.RejectedBy(RejectionReason.ConnectionLimit) == 1);
        first.Dispose();
        await Eventually.IsTrue(() => server.Counters.RejectedBy(RejectionReason.ConnectionLimit) == 2);
        Assert.True(server.IsReady);
    }
}
