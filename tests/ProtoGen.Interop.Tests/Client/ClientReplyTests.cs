using System.Security.Cryptography;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Client;

/// <summary>Which reply belongs to which request, and what becomes of replies that belong to none.</summary>
public class ClientReplyTests
{
    [Fact]
    public async Task Replies_go_to_the_requests_in_their_order()
    {
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, null, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);

        var asking = Enumerable.Range(0, 100).Select(_ => client.GetDateTimeAsync().AsTask()).ToList();
        await peer.Expect([.. Enumerable.Repeat(Frames.GetDateTime, 100)]);
        await peer.Send([.. Enumerable.Range(0, 100).Select(index => Frames.DateTimeReply($"{index}"))]);

        for (var index = 0; index < 100; index++) Assert.Equal($"{index}", (await asking[index].InTime()).Text);
    }

    [Fact]
    public async Task Requests_from_many_tasks_get_their_own_replies()
    {
        await using var server = await TestServer.Start(new TestHandler());
        await using var client = TestClient.Create(TestClient.Quick, null, $"tcp://{server.Endpoints[0]}");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(task => Task.Run(() => UploadMany(task)))).InTime();

        async Task UploadMany(int task)
        {
            for (var index = 0; index < 100; index++)
            {
                var content = new byte[index * 97];
                content.AsSpan().Fill((byte)task);
                var reply = await client.UploadFileAsync(new() { Name = $"{task}.{index}", Content = content });
                Assert.Equal(SHA256.HashData(content), reply.Sha256.Span.ToArray());
                Assert.Equal(Frames.Date, (await client.GetDateTimeAsync()).Text);
            }
        }
    }

    [Fact]
    public async Task The_reply_of_a_cancelled_request_goes_to_nobody()
    {
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, null, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);
        using var cancel = new CancellationTokenSource();

        var cancelled = client.GetDateTimeAsync(cancel: cancel.Token);
        await peer.Expect(Frames.GetDateTime);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.InTime());
        var asking = client.GetDateTimeAsync();
        await peer.Expect(Frames.GetDateTime);
        await peer.Send(Frames.DateTimeReply("for the one who left"), Frames.DateTimeReply("for the one who stayed"));

        Assert.Equal("for the one who stayed", (await asking.InTime()).Text);
    }

    [Fact]
    public async Task The_reply_of_a_request_that_timed_out_goes_to_nobody()
    {
        using var server = RawServer.Start();
        await using var client = new DeviceLinkClient(server.Endpoint)
        {
            Registration = () => TestClient.Registration(),
            Options = TestClient.Quick,
            RequestTimeout = TimeSpan.FromMilliseconds(400),
        };
        using var peer = await server.AcceptRegistered(client);

        var late = client.GetDateTimeAsync();
        await peer.Expect(Frames.GetDateTime);
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => late.InTime());
        Assert.Equal((DisconnectReason.RequestTimeout, Delivery.OutcomeUnknown), (failure.Reason, failure.Delivery));
        var asking = client.GetDateTimeAsync();
        await peer.Expect(Frames.GetDateTime);
        await peer.Send(Frames.DateTimeReply("late"), Frames.DateTimeReply("in time"));

        Assert.Equal("in time", (await asking.InTime()).Text);
    }

    [Fact]
    public async Task Replies_that_nobody_asked_for_do_no_harm()
    {
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, null, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);

        await peer.Send(Frames.DateTimeReply("who asked?"), Frames.HeartbeatReply, Frames.RegisterReply, Frames.Frame(0x66, [1, 2, 3]));

        // It must be the reply of the request, not the one before.
        await peer.Send(Frames.Notice(0, "the four were read"));
        await using var news = client.Notices().GetAsyncEnumerator();
        var hearing = news.MoveNextAsync().AsTask();
        await peer.Send(Frames.Notice(0, "the four were read"));
        Assert.True(await hearing.InTime());
        var asking = client.GetDateTimeAsync();
        await peer.Expect(Frames.GetDateTime);
        await peer.Send(Frames.DateTimeReply());
        Assert.Equal(Frames.Date, (await asking.InTime()).Text);
    }

    [Fact]
    public async Task A_reply_that_cannot_be_read_ends_the_connection_and_fails_its_request()
    {
        var states = new StateLog();
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, states, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);

        var asking = client.GetDateTimeAsync();
        await peer.Expect(Frames.GetDateTime);
        await peer.Send(Frames.Frame(2, [0, 0xff, 0xfe]));

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => asking.InTime());
        Assert.Equal((DisconnectReason.ProtocolViolation, Delivery.Responded), (failure.Reason, failure.Delivery));
        Assert.Equal(DisconnectReason.ProtocolViolation, (await states.Until(ClientState.Waiting)).Reason);
        using var next = await server.AcceptRegistered();
    }

    [Fact]
    public async Task A_message_that_does_not_fit_is_refused_before_anything_is_sent()
    {
        using var server = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, null, server.Endpoint);
        using var peer = await server.AcceptRegistered(client);

        await Assert.ThrowsAsync<EncodeException>(async () => await client.UploadFileAsync(new() { Name = new string('x', 256), Content = [] }));
        await Assert.ThrowsAsync<EncodeException>(async () => await client.UploadFileAsync(new() { Name = "x", Content = new byte[2 << 20] }));

        var asking = client.GetDateTimeAsync();
        await peer.Expect(Frames.GetDateTime);
        await peer.Send(Frames.DateTimeReply());
        await asking.InTime();
    }
}
