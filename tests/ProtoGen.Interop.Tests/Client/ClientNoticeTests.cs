using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Client;

/// <summary>What a server says by itself.</summary>
public class ClientNoticeTests
{
    [Fact]
    public async Task Notices_reach_the_handler_and_the_stream_in_order()
    {
        var log = new NoticeLog();
        await using var server = await TestServer.Start(new TestHandler());
        await using var client = new DeviceLinkClient($"tcp://{server.Endpoints[0]}")
        {
            Registration = () => TestClient.Registration(),
            Options = TestClient.Quick,
            Handler = log,
        };
        await client.StartAsync().InTime();
        await using var stream = client.Notices(1000).GetAsyncEnumerator();
        var hearing = stream.MoveNextAsync().AsTask();
        Assert.True(server.TryGetPeer(Frames.Imei, out var device));

        for (var index = 0; index < 500; index++) await device.SendNoticeAsync(new() { Level = 1, Text = $"{index}" }).InTime();

        for (var index = 0; index < 500; index++)
        {
            Assert.Equal($"{index}", (await log.Received.Next()).Text);
            Assert.True(await hearing.InTime());
            Assert.Equal($"{index}", stream.Current.Text);
            if (index < 499) hearing = stream.MoveNextAsync().AsTask();
        }
    }

    [Fact]
    public async Task The_stream_goes_on_over_the_next_connection_and_ends_with_the_client()
    {
        using var server = RawServer.Start();
        var client = TestClient.Create(TestClient.Quick, null, server.Endpoint);
        using var first = await server.AcceptRegistered(client);
        await using var stream = client.Notices().GetAsyncEnumerator();

        var hearing = stream.MoveNextAsync().AsTask();
        await first.Send(Frames.Notice(1, "first"));
        Assert.True(await hearing.InTime());
        hearing = stream.MoveNextAsync().AsTask();
        first.Reset();
        using var second = await server.AcceptRegistered();
        await second.Send(Frames.Notice(1, "second"));
        Assert.True(await hearing.InTime());
        Assert.Equal("second", stream.Current.Text);

        hearing = stream.MoveNextAsync().AsTask();
        await client.DisposeAsync().InTime();
        Assert.False(await hearing.InTime());
    }

    [Fact]
    public async Task A_disposed_client_closes_in_order_and_fails_what_waits()
    {
        using var server = RawServer.Start();
        var client = TestClient.Create(TestClient.Quick, null, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);
        var asking = client.GetDateTimeAsync();
        await peer.Expect(Frames.GetDateTime);

        var disposing = client.DisposeAsync();

        Assert.Equal(PeerEnd.Closed, await peer.ReadEnd());
        peer.Dispose();
        await disposing.InTime();
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => asking.InTime());
        Assert.Equal((DisconnectReason.LocalClosed, Delivery.OutcomeUnknown), (failure.Reason, failure.Delivery));
        Assert.Equal(ClientState.Stopped, client.State);
    }
}
