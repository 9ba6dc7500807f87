using ProtoGen.Connections;
using ProtoGen.Runtime.Tests.Wire;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Connections;

/// <summary>Several handlers of one connection pending beside each other.</summary>
public sealed class BesideTests
{
    private readonly List<TaskCompletionSource<GetDateTimeReply>> _asked = [];

    private Engine Start(int most, ConnectionLimits? limits = null, Func<int, ValueTask<GetDateTimeReply>?>? atOnce = null) => Engine.Server(
        new TestHandler
        {
            GettingTime = _ =>
            {
                var source = new TaskCompletionSource<GetDateTimeReply>();
                _asked.Add(source);
                return atOnce?.Invoke(_asked.Count - 1) ?? new(source.Task);
            },
        },
        (limits ?? new()) with { MaxPendingHandlers = most });

    private void Answer(int index) => _asked[index].SetResult(Answers.Time($"{index}"));

    [Fact]
    public void As_many_handlers_as_allowed_begin_and_their_replies_leave_in_the_order_of_their_requests()
    {
        var engine = Start(3);
        for (var count = 0; count < 5; count++) engine.Receive(Frames.GetDateTime);
        Assert.Equal(3, _asked.Count);

        Answer(2);
        Answer(1);
        Assert.Empty(engine.Transport.Sent);
        // Three replies are still owed: no other handler begins.
        Assert.Equal(3, _asked.Count);

        Answer(0);
        Assert.Equal(["0", "1", "2"], Frames.Texts(engine.Transport.Sent));
        Assert.Equal(5, _asked.Count);
        Answer(4);
        Answer(3);
        Assert.Equal(["0", "1", "2", "3", "4"], Frames.Texts(engine.Transport.Sent));
    }

    [Fact]
    public void Replies_that_are_ready_at_once_wait_for_those_before_them_and_heartbeats_do_not()
    {
        var engine = Start(4, atOnce: index => index % 2 == 1 ? new(Answers.Time($"{index}")) : null);
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.Heartbeat, Frames.GetDateTime, Frames.GetDateTime, Frames.Heartbeat, Frames.GetDateTime));
        Assert.Equal([1, 1], Frames.Parse(engine.Transport.Sent).Select(frame => (int)frame.Id));
        Assert.Equal(4, _asked.Count);

        Answer(0);
        Assert.Equal(["0", "1"], Frames.Texts(engine.Transport.Sent));
        Answer(2);
        Assert.Equal(["0", "1", "2", "3"], Frames.Texts(engine.Transport.Sent));
    }

    [Fact]
    public void Replies_of_numbered_frames_leave_as_they_are_ready()
    {
        var sources = new List<TaskCompletionSource<Say<Told>>>();
        var engine = new Engine<NumberedFraming, NumberedHeader>(
            setup =>
            {
                var probe = new Probe<NumberedFraming, NumberedHeader>(setup);
                probe.On[Ask.Value] = (connection, in frame) =>
                {
                    sources.Add(new());
                    return connection.Say(in frame, new ValueTask<Say<Told>>(sources[^1].Task));
                };
                return probe;
            },
            new() { MaxPendingHandlers = 2 });
        for (var number = 7; number < 10; number++) engine.Receive(NumberedFraming.Frame(Ask.Value, number, "?"));
        Assert.Equal(2, sources.Count);

        sources[1].SetResult(new("b"));
        Assert.Equal(3, sources.Count);
        sources[2].SetResult(new("c"));
        sources[0].SetResult(new("a"));
        byte[] expected = [.. NumberedFraming.Frame(Told.Value, 8, "b"), .. NumberedFraming.Frame(Told.Value, 9, "c"), .. NumberedFraming.Frame(Told.Value, 7, "a")];
        Assert.Equal(expected, engine.Transport.Sent);
    }

    [Fact]
    public void A_handler_that_throws_loses_its_own_reply_only_where_that_is_allowed()
    {
        var engine = Start(3, new() { KeepOnHandlerFault = true });
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.GetDateTime, Frames.GetDateTime));
        Answer(2);
        _asked[1].SetException(new InvalidOperationException("no"));
        _asked[0].SetResult(Answers.Time(new('x', 3 << 20)));
        Assert.Equal(["2"], Frames.Texts(engine.Transport.Sent));
        Assert.Equal(2, engine.Counters.HandlerFaults);
        Assert.Null(engine.EndReason);
    }

    [Fact]
    public void A_close_waits_for_all_handlers()
    {
        var engine = Start(3);
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.GetDateTime));
        engine.Connection.CloseWhenIdle(DisconnectReason.ServerDraining);
        engine.Receive(Frames.GetDateTime);
        Assert.Equal(2, _asked.Count);
        Answer(1);
        Assert.False(engine.Transport.IsClosed);
        Answer(0);
        Assert.True(engine.Transport.IsClosed);
        Assert.Equal(["0", "1"], Frames.Texts(engine.Transport.Sent));
        Assert.Equal(DisconnectReason.ServerDraining, engine.EndReason);
    }

    [Fact]
    public void A_half_close_still_gets_the_replies_of_all_handlers()
    {
        var engine = Start(2);
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.GetDateTime, Frames.GetDateTime));
        engine.Connection.OnInputEnded();
        Answer(1);
        Answer(0);
        Assert.False(engine.Transport.IsClosed);
        Answer(2);
        Assert.Equal(["0", "1", "2"], Frames.Texts(engine.Transport.Sent));
        Assert.Equal(DisconnectReason.PeerClosed, engine.EndReason);
    }

    [Fact]
    public void Messages_without_a_reply_count_too()
    {
        var sources = new List<TaskCompletionSource>();
        var engine = Engine.Scripted(
            setup => new ScriptedConnection(setup)
            {
                OnNotice = _ =>
                {
                    sources.Add(new());
                    return new(sources[^1].Task);
                },
            },
            new() { MaxPendingHandlers = 2 });
        var notice = Frames.Of(new Notice { Level = 0, Text = "" });
        engine.Receive(Frames.Join(notice, notice, notice, Frames.GetDateTime));
        Assert.Equal(2, sources.Count);
        Assert.Empty(engine.Transport.Sent);
        sources[1].SetResult();
        Assert.Equal(3, sources.Count);
        sources[0].SetResult();
        // A request behind them is answered although one is pending: nobody owes a reply before it.
        Assert.Single(Frames.Texts(engine.Transport.Sent));
        sources[2].SetResult();
    }

    [Fact]
    public void A_full_backlog_pauses_reading_until_a_handler_is_done()
    {
        var engine = Start(2, new() { BacklogBytes = 10 });
        Assert.Equal(ReceiveStatus.Continue, engine.Receive(Frames.Join(Frames.GetDateTime, Frames.GetDateTime)));
        Assert.Equal(ReceiveStatus.Pause, engine.Receive(Frames.GetDateTime));
        Answer(0);
        Assert.Equal(1, engine.Transport.ReceiveRequests);
        Assert.Equal(3, _asked.Count);
    }

    [Fact]
    public async Task Handlers_that_ask_their_own_peer_get_their_replies_although_all_places_are_taken()
    {
        var engine = Engine.Scripted(
            setup => new ScriptedConnection(setup)
            {
                OnGetDateTime = async connection =>
                {
                    await connection.UploadAsync(Engine.Deadline);
                    return Answers.Time("done");
                },
            },
            new() { MaxPendingHandlers = 2, BacklogBytes = 10 });
        engine.Receive(Frames.Join(Frames.GetDateTime, Frames.GetDateTime, Frames.GetDateTime));
        engine.Receive(Frames.Join(Frames.Of(Answers.Uploaded), Frames.Of(Answers.Uploaded)));
        await Eventually.IsTrue(() => Frames.Parse(engine.Transport.Sent).Count(frame => frame.Id == UploadFile.Wire.Id) == 3);
        engine.Receive(Frames.Of(Answers.Uploaded));
        await Eventually.IsTrue(() => Frames.Texts(engine.Transport.Sent) is ["done", "done", "done"]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task Handlers_that_hop_threads_beside_each_other_keep_the_order_of_replies_under_load(int most)
    {
        var next = 0;
        var pending = 0;
        var highest = 0;
        var engine = Engine.Server(
            new TestHandler
            {
                GettingTime = async _ =>
                {
                    var index = next++;
                    if (index % 3 == 0) return Answers.Time($"{index}");
                    var now = Interlocked.Increment(ref pending);
                    lock (_asked) highest = Math.Max(highest, now);
                    for (var hops = index % 4; hops >= 0; hops--) await Task.Yield();
                    Interlocked.Decrement(ref pending);
                    return Answers.Time($"{index}");
                },
            },
            new() { MaxPendingHandlers = most });
        var batch = Frames.Join([.. Enumerable.Repeat(Frames.Join(Frames.GetDateTime, Frames.Heartbeat), 10)]);
        for (var count = 0; count < 500; count++) engine.Receive(batch);
        await Eventually.IsTrue(() => Frames.Parse(engine.Transport.Sent).Count == 10_000, seconds: 30);
        Assert.Equal(Enumerable.Range(0, 5000).Select(index => $"{index}"), Frames.Texts(engine.Transport.Sent));
        Assert.InRange(highest, 2, most);
    }
}
