using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Connections;

public sealed class TurnTests
{
    [Fact]
    public void Replies_leave_in_the_order_of_their_requests_however_handlers_complete()
    {
        var sources = Enumerable.Range(0, 6).Select(_ => new TaskCompletionSource<GetDateTimeReply>()).ToArray();
        var next = 0;
        var handler = new TestHandler
        {
            // Every other one completes at once.
            GettingTime = _ => next++ is var index && index % 2 == 0 ? new(sources[index].Task) : new(Answers.Time($"{index}")),
        };
        var engine = Engine.Server(handler);
        for (var count = 0; count < 6; count++) engine.Receive(Frames.GetDateTime);
        Assert.Empty(engine.Transport.Sent);

        for (var index = 0; index < 6; index += 2) sources[index].SetResult(Answers.Time($"{index}"));
        Assert.Equal(["0", "1", "2", "3", "4", "5"], Frames.Texts(engine.Transport.Sent));
    }

    [Fact]
    public void A_heartbeat_is_answered_while_a_handler_is_pending()
    {
        var source = new TaskCompletionSource<GetDateTimeReply>();
        var engine = Engine.Server(new TestHandler { GettingTime = _ => new(source.Task) });
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.Heartbeat));
        Assert.Equal(HeartbeatReply.Wire.Id, Assert.Single(Frames.Parse(engine.Transport.Sent)).Id);
        source.SetResult(Answers.Time("late"));
        Assert.Equal(["late"], Frames.Texts(engine.Transport.Sent));
    }

    [Fact]
    public void A_handlers_own_messages_leave_before_its_reply_and_after_the_replies_before_it()
    {
        var count = 0;
        var engine = Engine.Server(new TestHandler
        {
            GettingTime = context =>
            {
                context.Peer.TrySendNotice(new() { Level = (byte)count, Text = "" });
                return new(Answers.Time($"{count++}"));
            },
        });
        engine.Receive(Frames.Join(Frames.Heartbeat, Frames.GetDateTime, Frames.GetDateTime));
        Assert.Equal([1, 3, 2, 3, 2], Frames.Parse(engine.Transport.Sent).Select(frame => (int)frame.Id));
    }

    [Fact]
    public async Task A_handler_that_asks_its_own_peer_gets_the_reply_from_behind_a_full_backlog()
    {
        var limits = new ConnectionLimits { BacklogBytes = 1024, BacklogHardBytes = 1 << 20 };
        var notices = 0;
        var engine = Engine.Scripted(
            setup => new ScriptedConnection(setup)
            {
                OnGetDateTime = async connection =>
                {
                    await connection.UploadAsync(Engine.Deadline);
                    return Answers.Time("done");
                },
                OnNotice = _ =>
                {
                    notices++;
                    return default;
                },
            },
            limits);
        engine.Receive(Frames.GetDateTime);
        var notice = Frames.Of(new Notice { Level = 0, Text = new('x', 1000) });
        for (var count = 0; count < 100; count++) Assert.Equal(ReceiveStatus.Continue, engine.Receive(notice));
        Assert.Equal(0, notices);

        engine.Receive(Frames.Of(Answers.Uploaded));
        await Eventually.IsTrue(() => Frames.Texts(engine.Transport.Sent) is ["done"] && notices == 100);
    }

    [Fact]
    public void A_full_backlog_pauses_reading_until_the_handler_is_done()
    {
        var source = new TaskCompletionSource<GetDateTimeReply>();
        var engine = Engine.Server(new TestHandler { GettingTime = _ => new(source.Task) }, new() { BacklogBytes = 100 });
        Assert.Equal(ReceiveStatus.Continue, engine.Receive(Frames.GetDateTime));
        var register = Frames.Register();
        Assert.Equal(ReceiveStatus.Continue, engine.Receive(register));
        Assert.Equal(ReceiveStatus.Pause, engine.Receive(register));
        Assert.Equal(0, engine.Transport.ReceiveRequests);

        source.SetResult(Answers.Time(""));
        Assert.Equal(1, engine.Transport.ReceiveRequests);
        Assert.Equal(3, Frames.Parse(engine.Transport.Sent).Count);
    }

    [Fact]
    public void A_request_made_during_a_pause_ends_it()
    {
        ScriptedConnection connection = null!;
        var source = new TaskCompletionSource<GetDateTimeReply>();
        var engine = Engine.Scripted(
            setup => connection = new(setup) { OnGetDateTime = _ => new(source.Task) },
            new() { BacklogBytes = 100 });
        engine.Receive(Frames.GetDateTime);
        Assert.Equal(ReceiveStatus.Pause, engine.Receive(Frames.Of(new Notice { Level = 0, Text = new('x', 200) })));
        _ = connection.UploadAsync(Engine.Deadline).AsTask();
        Assert.Equal(1, engine.Transport.ReceiveRequests);
    }

    [Fact]
    public void A_peer_that_does_not_read_its_replies_is_not_read_either()
    {
        var engine = Engine.Server(new TestHandler { GettingTime = _ => new(Answers.Time(new('x', 60_000))) });
        engine.Transport.SendsAtOnce = false;
        var status = ReceiveStatus.Continue;
        for (var count = 0; count < 20 && status == ReceiveStatus.Continue; count++) status = engine.Receive(Frames.GetDateTime);
        Assert.Equal(ReceiveStatus.Pause, status);
        engine.Transport.Pump();
        Assert.Equal(1, engine.Transport.ReceiveRequests);
    }

    [Fact]
    public void Bytes_that_come_in_spite_of_a_pause_end_it_once_there_is_no_reason_left()
    {
        var source = new TaskCompletionSource<GetDateTimeReply>();
        ScriptedConnection connection = null!;
        var heartbeat = new HeartbeatSettings { Roles = HeartbeatRoles.Watcher };
        var engine = Engine.Scripted(
            setup => connection = new(setup) { OnGetDateTime = _ => new(source.Task) }, new() { BacklogBytes = 10 }, heartbeat);
        engine.Transport.SendsAtOnce = false;
        engine.Receive(Frames.GetDateTime);
        Assert.Equal(ReceiveStatus.Pause, engine.Receive(Frames.Register()));
        source.SetResult(Answers.Time(new('x', 40_000)));
        // The reply keeps the pause up; the transport reads all the same.
        Assert.Equal(0, engine.Transport.ReceiveRequests);
        Assert.Equal(ReceiveStatus.Continue, engine.Receive(Frames.Heartbeat));
        engine.Transport.SendsAtOnce = true;
        engine.Transport.Pump();
        engine.Advance(TimeSpan.FromSeconds(46));
        Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
    }

    [Fact]
    public void A_server_may_greet_whoever_connects()
    {
        var result = SendResult.NotReady;
        var engine = Engine.Server(new TestHandler { Connecting = peer => result = peer.TrySendNotice(new() { Level = 0, Text = "hello" }) });

        Assert.Equal(SendResult.Sent, result);
        Assert.Equal(Notice.Wire.Id, Assert.Single(Frames.Parse(engine.Transport.Sent)).Id);
    }

    [Fact]
    public void A_push_from_a_heartbeats_handler_does_not_overtake_the_replies_before_it()
    {
        var engine = Engine.Server(new TestHandler
        {
            Beating = context =>
            {
                context.Peer.TrySendNotice(new() { Level = 0, Text = "" });
                return default;
            },
        });
        engine.Receive(Frames.Join(Frames.Register(), Frames.Heartbeat, Frames.Heartbeat));

        Assert.Equal([0, 3, 1, 3, 1], Frames.Parse(engine.Transport.Sent).Select(frame => (int)frame.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_push_from_another_thread_of_a_handler_stands_between_the_replies_before_and_behind_it(int pushes)
    {
        var count = 0;
        var engine = Engine.Server(new TestHandler
        {
            GettingTime = context =>
            {
                // The second and the fourth of six wait for somebody else who says something.
                if (count is 1 or 3) Elsewhere(() => context.Peer.TrySendNotice(new() { Level = (byte)count, Text = new('x', pushes) }));
                return new(Answers.Time($"{count++}"));
            },
        });
        engine.Receive(Frames.Join([.. Enumerable.Repeat(Frames.GetDateTime, 6)]));

        Assert.Equal([2, 3, 2, 2, 3, 2, 2, 2], Frames.Parse(engine.Transport.Sent).Select(frame => (int)frame.Id));
        Assert.Equal(["0", "1", "2", "3", "4", "5"], Frames.Texts(engine.Transport.Sent));
    }

    [Fact]
    public void More_replies_than_one_buffer_holds_keep_their_order_around_pushes_from_another_thread()
    {
        const int Requests = 400;
        var count = 0;
        var engine = Engine.Server(new TestHandler
        {
            GettingTime = context =>
            {
                if (count % 7 == 6) Elsewhere(() => context.Peer.TrySendNotice(new() { Level = 0, Text = $"{count}" }));
                return new(Answers.Time($"{count++} {new string('x', count % 100)}"));
            },
        });
        engine.Receive(Frames.Join([.. Enumerable.Repeat(Frames.GetDateTime, Requests)]));

        var expected = Enumerable.Range(0, Requests).SelectMany(index => index % 7 == 6 ? new[] { 3, 2 } : [2]);
        Assert.Equal(expected, Frames.Parse(engine.Transport.Sent).Select(frame => (int)frame.Id));
        Assert.Equal(Enumerable.Range(0, Requests).Select(index => $"{index} {new string('x', (index + 1) % 100)}"), Frames.Texts(engine.Transport.Sent));
    }

    [Fact]
    public void What_was_answered_before_leaves_although_a_handler_that_waited_closes_the_connection()
    {
        var source = new TaskCompletionSource<GetDateTimeReply>();
        var count = 0;
        var engine = Engine.Server(new TestHandler
        {
            GettingTime = async context =>
            {
                if (count++ == 0) return Answers.Time("first");
                var answer = await source.Task;
                context.Peer.Close();
                return answer;
            },
            // The receive role is not done with its bytes.
            Beating = _ =>
            {
                Elsewhere(() => source.SetResult(Answers.Time("second")));
                return default;
            },
        });
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.GetDateTime, Frames.Heartbeat));

        Assert.Equal(["first", "second"], Frames.Texts(engine.Transport.Sent));
    }

    [Fact]
    public void A_handler_that_throws_closes_the_connection_after_the_replies_before_it()
    {
        var engine = Engine.Server(new TestHandler { GettingTime = _ => throw new InvalidOperationException("no") });
        engine.Receive(Frames.Join(Frames.Heartbeat, Frames.GetDateTime, Frames.Heartbeat));
        Assert.Equal(DisconnectReason.HandlerFault, engine.EndReason);
        Assert.Single(Frames.Parse(engine.Transport.Sent));
        Assert.Equal(1, engine.Counters.HandlerFaults);
    }

    [Fact]
    public void A_handler_that_throws_late_closes_the_connection()
    {
        var source = new TaskCompletionSource<GetDateTimeReply>();
        var engine = Engine.Server(new TestHandler { GettingTime = _ => new(source.Task) });
        engine.Receive(Frames.GetDateTime);
        source.SetException(new InvalidOperationException("no"));
        Assert.Equal(DisconnectReason.HandlerFault, engine.EndReason);
    }

    [Fact]
    public void By_option_a_handler_that_throws_only_loses_its_reply()
    {
        var calls = 0;
        var engine = Engine.Server(
            new TestHandler { GettingTime = _ => calls++ == 0 ? throw new InvalidOperationException("no") : new(Answers.Time("2")) },
            new() { KeepOnHandlerFault = true });
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.GetDateTime));
        Assert.Null(engine.EndReason);
        Assert.Equal(["2"], Frames.Texts(engine.Transport.Sent));
    }

    [Fact]
    public void A_reply_that_cannot_be_encoded_is_a_fault_of_the_handler_and_sends_nothing()
    {
        var engine = Engine.Server(new TestHandler { GettingTime = _ => new(Answers.Time(new('x', 3 << 20))) });
        engine.Receive(Frames.Join(Frames.Heartbeat, Frames.GetDateTime));
        Assert.Equal(DisconnectReason.HandlerFault, engine.EndReason);
        Assert.Single(Frames.Parse(engine.Transport.Sent));
    }

    [Fact]
    public void After_a_half_close_the_reply_of_a_pending_handler_still_goes_out()
    {
        var source = new TaskCompletionSource<GetDateTimeReply>();
        var engine = Engine.Server(new TestHandler { GettingTime = _ => new(source.Task) });
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.Heartbeat));
        engine.Connection.OnInputEnded();
        Assert.False(engine.Transport.IsClosed);
        source.SetResult(Answers.Time("late"));
        Assert.True(engine.Transport.IsClosed);
        Assert.Equal(DisconnectReason.PeerClosed, engine.EndReason);
        Assert.Equal(["late"], Frames.Texts(engine.Transport.Sent));
    }

    [Fact]
    public void A_close_inside_a_handler_lets_its_reply_go_out()
    {
        var engine = Engine.Server(new TestHandler
        {
            GettingTime = context =>
            {
                context.Peer.Close();
                return new(Answers.Time("bye"));
            },
        });
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.GetDateTime));
        Assert.Equal(["bye"], Frames.Texts(engine.Transport.Sent));
        Assert.Equal(DisconnectReason.LocalClosed, engine.EndReason);
    }

    [Fact]
    public void A_drain_waits_for_the_handler_and_drops_what_is_behind_it()
    {
        var source = new TaskCompletionSource<GetDateTimeReply>();
        var engine = Engine.Server(new TestHandler { GettingTime = _ => new(source.Task) });
        engine.Receive(Frames.GetDateTime);
        engine.Connection.CloseWhenIdle(DisconnectReason.ServerDraining);
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.Heartbeat));
        source.SetResult(Answers.Time("1"));
        Assert.Equal(["1"], Frames.Texts(engine.Transport.Sent));
        Assert.Equal(DisconnectReason.ServerDraining, engine.EndReason);
    }

    [Fact]
    public async Task Handlers_that_hop_threads_keep_the_order_under_load()
    {
        var next = 0;
        var engine = Engine.Server(new TestHandler
        {
            GettingTime = async _ =>
            {
                var index = next++;
                if (index % 3 != 0) await Task.Yield();
                return Answers.Time($"{index}");
            },
        });
        var batch = Frames.Join([.. Enumerable.Repeat(Frames.Join(Frames.GetDateTime, Frames.Heartbeat), 10)]);
        for (var count = 0; count < 300; count++) engine.Receive(batch);
        await Eventually.IsTrue(() => Frames.Parse(engine.Transport.Sent).Count == 6000);
        Assert.Equal(Enumerable.Range(0, 3000).Select(index => $"{index}"), Frames.Texts(engine.Transport.Sent));
    }

    private static void Elsewhere(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        thread.Join();
    }
}
