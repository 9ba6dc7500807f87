using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Server;

/// <summary>Handlers that take their time: one at a time a connection, replies in the order of the requests.</summary>
public class HandlerOrderTests
{
    [Theory, OverSockets, OverEpoll]
    public async Task Requests_behind_an_asynchronous_handler_are_answered_in_order_and_heartbeats_at_once(Over over)
    {
        var handler = new SlowHandler();
        await using var server = await TestServer.Start(over, handler);
        using var peer = await server.ConnectRegistered();

        await peer.Send(Frames.GetDateTime, Frames.GetDateTime, Frames.Heartbeat, Frames.GetDateTime);
        await peer.Expect(Frames.HeartbeatReply);

        for (var question = 0; question < 3; question++)
        {
            var answer = await handler.Asked.Next();
            Assert.False(handler.Asked.Reader.TryRead(out _));
            answer.SetResult(TestHandler.Time($"{question}"));
            await peer.Expect(Frames.DateTimeReply($"{question}"));
        }
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_slow_handler_of_one_connection_does_not_hold_up_another(Over over)
    {
        var handler = new SlowHandler();
        await using var server = await TestServer.Start(over, handler);
        using var slow = await server.ConnectRegistered("slow");
        using var quick = await server.ConnectRegistered("quick");

        await slow.Send(Frames.GetDateTime);
        var pending = await handler.Asked.Next();
        await quick.Send(Frames.GetDateTime);
        (await handler.Asked.Next()).SetResult(TestHandler.Time("quick"));
        await quick.Expect(Frames.DateTimeReply("quick"));

        pending.SetResult(TestHandler.Time("slow"));
        await slow.Expect(Frames.DateTimeReply("slow"));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task What_a_handler_sends_goes_before_its_reply(Over over)
    {
        await using var server = await TestServer.Start(over, new TalkativeHandler());
        using var peer = await server.ConnectRegistered();

        await peer.Send(Frames.GetDateTime, Frames.GetDateTime);

        await peer.Expect(
            Frames.Notice(0, "before the pause"), Frames.Notice(0, "after the pause"), Frames.DateTimeReply(),
            Frames.Notice(0, "before the pause"), Frames.Notice(0, "after the pause"), Frames.DateTimeReply());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_clients_handler_may_wait_for_the_reply_of_a_request_on_the_same_connection(Over over)
    {
        await using var server = await TestServer.Start(over, new CountingHandler());
        var curious = new CuriousHandler();
        await using var client = new DeviceLinkClient($"tcp://{server.Endpoints[0]}")
        {
            Registration = () => TestClient.Registration(),
            Options = TestClient.Quick,
            Handler = curious,
        };
        await client.StartAsync().InTime();
        Assert.True(server.TryGetPeer(Frames.Imei, out var device));

        for (var index = 0; index < 100; index++) await device.SendNoticeAsync(new() { Level = 0, Text = $"{index}" }).InTime();

        for (var index = 0; index < 100; index++) Assert.Equal($"{index}: {index}", await curious.Answers.Next());
    }

    [Theory, OverSockets, OverEpoll]
    public async Task The_newest_connection_of_a_device_takes_over(Over over)
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(over, handler);
        using var older = await server.ConnectRegistered();
        using var newer = await server.ConnectRegistered();

        await older.ReadEnd();
        Assert.Equal(DisconnectReason.TakenOver, await handler.Disconnected.Next());
        Assert.True(server.TryGetPeer(Frames.Imei, out var device));
        Assert.Equal(SendResult.Sent, device.TrySendNotice(new() { Level = 0, Text = "welcome back" }));
        await newer.Expect(Frames.Notice(0, "welcome back"));
    }

    private sealed class TalkativeHandler : TestHandler
    {
        public override async ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context)
        {
            context.Peer.TrySendNotice(new() { Level = 0, Text = "before the pause" });
            await Task.Yield();
            await context.Peer.SendNoticeAsync(new() { Level = 0, Text = "after the pause" }, context.Cancel);
            return Time(Frames.Date);
        }
    }

    private sealed class CuriousHandler : DeviceLinkClientHandler
    {
        public System.Threading.Channels.Channel<string> Answers { get; } = System.Threading.Channels.Channel.CreateUnbounded<string>();

        public override async ValueTask OnNotice(Notice message, DeviceLinkClient client)
        {
            var reply = await client.GetDateTimeAsync();
            Answers.Writer.TryWrite($"{message.Text}: {reply.Text}");
        }
    }
}
