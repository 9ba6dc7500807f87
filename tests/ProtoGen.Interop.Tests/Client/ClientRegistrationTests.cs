namespace ProtoGen.Interop.Tests.Client;

public class ClientRegistrationTests
{
    [Fact]
    public async Task The_registration_is_the_first_message_of_every_connection()
    {
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, null, server.Endpoint);
        var asking = client.GetDateTimeAsync();

        for (var connection = 0; connection < 3; connection++)
        {
            using var lost = await server.Accept();
            await lost.Expect(Frames.Register());
        }

        using var peer = await server.AcceptRegistered();
        await peer.Expect(Frames.GetDateTime);
        await peer.Send(Frames.DateTimeReply());
        Assert.Equal(Frames.Date, (await asking.InTime()).Text);
    }

    [Fact]
    public async Task Nothing_follows_the_registration_until_it_was_accepted()
    {
        var news = new NoticeLog();
        using var server = RawServer.Start();
        await using var client = new Samples.DeviceLink.DeviceLinkClient(server.Endpoint)
        {
            Registration = () => TestClient.Registration(),
            Options = TestClient.QuickBeating,
            Handler = news,
        };
        var asking = client.GetDateTimeAsync();

        using var peer = await server.Accept();
        await peer.Expect(Frames.Register());
        // Longer than the heartbeat's interval: the client hears and handles news all the while.
        for (var round = 0; round < 5; round++)
        {
            await peer.Send(Frames.Notice(0, $"{round}"));
            Assert.Equal($"{round}", (await news.Received.Next()).Text);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
        }

        Assert.Equal(0, peer.Available);
        await peer.Send(Frames.RegisterReply);
        await peer.Expect(Frames.GetDateTime);
        await peer.Send(Frames.DateTimeReply());
        await asking.InTime();
    }

    [Fact]
    public async Task A_refused_registration_stops_the_client_for_good()
    {
        var states = new StateLog();
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, states, server.Endpoint);
        var starting = client.StartAsync();
        var asking = client.GetDateTimeAsync();

        using var peer = await server.Accept();
        await peer.Expect(Frames.Register());
        await peer.Send(Frames.RegisterRefusal);

        Assert.Equal(DisconnectReason.RegisterRejected, (await Assert.ThrowsAsync<ConnectionException>(() => starting.InTime())).Reason);
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => asking.InTime());
        Assert.Equal((DisconnectReason.RegisterRejected, Delivery.NotSent), (failure.Reason, failure.Delivery));
        Assert.Equal(DisconnectReason.RegisterRejected, (await states.Until(ClientState.Stopped)).Reason);
        await peer.ReadEnd();
    }

    [Fact]
    public async Task A_registration_that_is_not_answered_in_time_is_tried_again()
    {
        var states = new StateLog();
        using var server = RawServer.Start();
        var impatient = TestClient.Quick with { ConnectTimeout = TimeSpan.FromMilliseconds(300) };
        await using var client = TestClient.Create(impatient, states, server.Endpoint);
        var starting = client.StartAsync();

        using var silent = await server.Accept();
        await silent.Expect(Frames.Register());
        Assert.Equal(DisconnectReason.HandshakeTimeout, (await states.Until(ClientState.Waiting)).Reason);

        using var peer = await server.AcceptRegistered();
        await starting.InTime();
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left_for_the_second_one()
    {
        using var asleep = RawServer.Start();
        using var second = RawServer.Start();
        var impatient = TestClient.Quick with { ConnectTimeout = TimeSpan.FromMilliseconds(300) };
        await using var client = TestClient.Create(impatient, null, asleep.Endpoint, second.Endpoint);

        using var peer = await second.AcceptRegistered(client);

        Assert.Equal(ClientState.Ready, client.State);
    }
}
