namespace ProtoGen.Interop.Tests.Python;

/// <summary>Our client, and a server that has never heard of ProtoGen.</summary>
public class PythonServerTests
{
    [PythonFact]
    public async Task A_client_registers_first_and_asks_for_the_time()
    {
        await using var server = PythonPeer.Server();
        await using var client = TestClient.Create(TestClient.Quick, null, await server.Endpoint());

        var reply = await client.GetDateTimeAsync().InTime();

        // Only now all that it told has been read.
        await server.Die();
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", reply.Text);
        Assert.Equal($"{Frames.Imei} {Frames.AppId}", (await server.Next("registered")).Detail);
        Assert.Equal(
            [
                $"received {Frames.Register().ToHex()}", "sent 000000020000",
                "received 0000000102", $"sent {Frames.DateTimeReply(reply.Text).ToHex()}",
            ],
            server.Frames());
    }

    [PythonFact]
    public async Task A_client_beats_at_its_interval()
    {
        var beats = TestClient.QuickBeats with { AckTimeout = TimeSpan.FromSeconds(2), Timeout = TimeSpan.FromSeconds(5) };
        await using var server = PythonPeer.Server();
        await using var client = TestClient.Create(TestClient.Quick with { Heartbeat = beats }, null, await server.Endpoint());
        await client.StartAsync().InTime();

        var gaps = new Gaps();
        while (gaps.Count < 7)
        {
            var received = await server.Next("received");
            if (received.Detail == Frames.Heartbeat.ToHex()) gaps.Mark(TimeSpan.FromSeconds(received.Seconds));
        }

        gaps.AssertBeatsOf(beats.Interval);
        Assert.Equal(ClientState.Ready, client.State);
    }

    [PythonFact]
    public async Task A_client_registers_with_the_second_server_when_the_first_one_dies()
    {
        await using var first = PythonPeer.Server();
        await using var second = PythonPeer.Server();
        await using var client = TestClient.Create(TestClient.Quick, null, await first.Endpoint(), await second.Endpoint());
        await client.StartAsync().InTime();
        await first.Next("registered");

        await first.Die();

        await second.Next("registered");
        Assert.NotEmpty((await client.GetDateTimeAsync().InTime()).Text);
        Assert.Equal($"received {Frames.Register().ToHex()}", second.Frames()[0]);
    }

    [PythonFact]
    public async Task A_client_notices_within_the_bound_that_a_server_answers_no_more()
    {
        var states = new StateLog();
        await using var server = PythonPeer.Server();
        await using var client = TestClient.Create(TestClient.QuickBeating, states, await server.Endpoint());
        await client.StartAsync().InTime();
        await states.Until(ClientState.Ready);

        await server.Command("mute");
        var mute = TimeProvider.System.GetTimestamp();

        Assert.Equal(DisconnectReason.HeartbeatTimeout, (await states.Until(ClientState.Waiting)).Reason);
        Assert.True(TimeProvider.System.GetElapsedTime(mute) < TestClient.Bound + TestClient.Slack);
        await server.Command("speak");
        Assert.Equal(2, (await states.Until(ClientState.Ready)).Epoch);
    }

    [PythonFact]
    public async Task A_client_comes_again_and_again_to_a_server_that_hangs_up()
    {
        var states = new StateLog();
        await using var server = PythonPeer.Server("--close-after-register");
        await using var client = TestClient.Create(TestClient.Quick, states, await server.Endpoint());
        var starting = client.StartAsync();

        for (var connection = 1; connection <= 4; connection++)
        {
            await server.Next("registered");
            Assert.Equal(DisconnectReason.PeerClosed, (await states.Until(ClientState.Waiting)).Reason);
        }

        await starting.InTime();
    }

    [PythonFact]
    public async Task A_client_that_is_refused_stops()
    {
        await using var server = PythonPeer.Server("--refuse");
        await using var client = TestClient.Create(TestClient.Quick, null, await server.Endpoint());

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().InTime());

        Assert.Equal(DisconnectReason.RegisterRejected, failure.Reason);
        Assert.Equal(ClientState.Stopped, client.State);
    }
}
