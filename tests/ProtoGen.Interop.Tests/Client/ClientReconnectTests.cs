using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Client;

public class ClientReconnectTests
{
    [Theory]
    [InlineData(false, DisconnectReason.PeerClosed)]
    [InlineData(true, DisconnectReason.PeerReset)]
    public async Task A_killed_server_is_noticed_at_once(bool byReset, DisconnectReason expected)
    {
        var states = new StateLog();
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, states, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);

        if (byReset) peer.Reset();
        else peer.Dispose();

        Assert.Equal(expected, (await states.Until(ClientState.Waiting)).Reason);
        using var next = await server.AcceptRegistered();
        Assert.Equal(2, (await states.Until(ClientState.Ready)).Epoch);
    }

    [Fact]
    public async Task The_second_server_is_used_when_the_first_refuses_connections()
    {
        using var second = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, null, $"tcp://127.0.0.1:{RawServer.FreePort()}", second.Endpoint);

        using var peer = await second.AcceptRegistered(client);

        Assert.Equal(ClientState.Ready, client.State);
    }

    [Fact]
    public async Task The_client_moves_to_the_second_server_and_comes_back_when_that_is_lost()
    {
        using var second = RawServer.Start();
        var first = RawServer.Start();
        var port = first.Port;
        await using var client = TestClient.Create(TestClient.Quick, null, first.Endpoint, second.Endpoint);

        var peer = await first.AcceptRegistered(client);
        first.Dispose();
        peer.Dispose();

        peer = await second.AcceptRegistered();
        using var again = RawServer.Start(port);
        second.Dispose();
        peer.Dispose();

        using var back = await again.AcceptRegistered();
        Assert.Equal(Frames.Date, await Ask(client, back));
    }

    [Fact]
    public async Task Each_attempt_says_where_it_leads()
    {
        var states = new StateLog();
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, states, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);

        Assert.Contains($"{server.Port}", $"{(await states.Until(ClientState.Connecting)).Endpoint}", StringComparison.Ordinal);
        Assert.Contains($"{server.Port}", $"{(await states.Until(ClientState.Ready)).Endpoint}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pauses_between_attempts_are_bounded_and_drawn_by_lot()
    {
        var states = new StateLog();
        var pauses = new List<TimeSpan>();
        await using var client = TestClient.Create(TestClient.Quick, states, $"tcp://127.0.0.1:{RawServer.FreePort()}");
        _ = client.StartAsync(CancellationToken.None);

        // By the times the client told them, not by those this test came to read them.
        for (long since = 0; pauses.Count < 15;)
        {
            var (change, at) = await states.Next();
            if (change.State == ClientState.Waiting) since = at;
            else if (change.State == ClientState.Connecting && since != 0) pauses.Add(TimeProvider.System.GetElapsedTime(since, at));
        }

        // The three longest may owe their length to a loaded machine.
        var (policy, slack) = (TestClient.QuickPauses, TimeSpan.FromMilliseconds(100));
        var told = string.Join(", ", pauses);
        pauses.Sort();
        Assert.True(pauses[0] > policy.Shortest * 0.5, told);
        Assert.True(pauses[^4] < policy.Longest + slack, told);
        Assert.True(pauses[^4] - pauses[0] > TimeSpan.FromMilliseconds(20), told);
    }

    [Fact]
    public async Task A_request_in_flight_fails_with_its_outcome_unknown_when_the_server_is_killed()
    {
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, null, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);

        var asking = client.GetDateTimeAsync();
        await peer.Expect(Frames.GetDateTime);
        peer.Reset();

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => asking.InTime());
        Assert.Equal((DisconnectReason.PeerReset, Delivery.OutcomeUnknown), (failure.Reason, failure.Delivery));
    }

    [Fact]
    public async Task A_request_repeated_as_soon_as_the_first_one_failed_waits_for_the_next_connection()
    {
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, null, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);

        var asking = AskAgainOnFailure(client);
        await peer.Expect(Frames.GetDateTime);
        peer.Reset();

        using var next = await server.AcceptRegistered();
        await next.Expect(Frames.GetDateTime);
        await next.Send(Frames.DateTimeReply("again"));
        Assert.Equal("again", await asking.InTime());
    }

    private static async Task<string> AskAgainOnFailure(DeviceLinkClient client)
    {
        try
        {
            return (await client.GetDateTimeAsync()).Text;
        }
        catch (ConnectionException)
        {
            return (await client.GetDateTimeAsync()).Text;
        }
    }

    private static async Task<string> Ask(DeviceLinkClient client, RawPeer peer)
    {
        var asking = client.GetDateTimeAsync();
        await peer.Expect(Frames.GetDateTime);
        await peer.Send(Frames.DateTimeReply());
        return (await asking.InTime()).Text;
    }
}
