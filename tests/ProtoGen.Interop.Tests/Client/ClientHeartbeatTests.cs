namespace ProtoGen.Interop.Tests.Client;

public class ClientHeartbeatTests
{
    [Theory]
    [InlineData(300)]
    [InlineData(2000)]
    public async Task Heartbeats_keep_their_interval_however_long_an_answer_may_take(int acknowledgement)
    {
        var beats = TestClient.QuickBeats with { AckTimeout = TimeSpan.FromMilliseconds(acknowledgement), Timeout = TimeSpan.FromSeconds(5) };
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick with { Heartbeat = beats }, null, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);

        var gaps = new Gaps();
        while (gaps.Count < 7)
        {
            await peer.Expect(Frames.Heartbeat);
            gaps.Mark(TimeProvider.System.GetElapsedTime(0));
            await peer.Send(Frames.HeartbeatReply);
        }

        gaps.AssertBeatsOf(beats.Interval);
    }

    [Fact]
    public async Task A_server_that_goes_mute_but_reads_on_is_noticed_within_the_bound()
    {
        var states = new StateLog();
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.QuickBeating, states, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);
        await peer.Expect(Frames.Heartbeat);
        var lastSent = TimeProvider.System.GetTimestamp();
        await peer.Send(Frames.HeartbeatReply);

        await peer.Expect(Frames.Heartbeat);
        await peer.ReadEnd();

        Assert.Equal(DisconnectReason.HeartbeatTimeout, (await states.Until(ClientState.Waiting)).Reason);
        Assert.InRange(TimeProvider.System.GetElapsedTime(lastSent), TestClient.QuickBeats.AckTimeout, TestClient.Bound + TestClient.Slack);
        using var next = await server.AcceptRegistered();
    }

    [Fact]
    public async Task A_request_in_flight_fails_with_the_heartbeat_of_a_mute_server()
    {
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.QuickBeating, null, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => client.GetDateTimeAsync().InTime());

        Assert.Equal((DisconnectReason.HeartbeatTimeout, Delivery.OutcomeUnknown), (failure.Reason, failure.Delivery));
    }

    [Fact]
    public async Task A_server_that_only_pushes_is_alive()
    {
        var states = new StateLog();
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.QuickBeating, states, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);

        var from = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(from) < 2 * TestClient.Bound)
        {
            await peer.Send(Frames.Notice(0, "still here"));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
        }

        Assert.Equal(ClientState.Ready, client.State);
    }
}
