using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Heartbeats;

public sealed class HeartbeatTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Ack = TimeSpan.FromSeconds(4);

    private static HeartbeatSettings Settings(HeartbeatRoles roles, int tries = 1) =>
        new() { Roles = roles, Interval = Interval, Timeout = Timeout, AckTimeout = Ack, Tries = tries };

    private static Engine Connection(HeartbeatRoles roles, int tries = 1) =>
        Engine.Scripted(setup => new ScriptedConnection(setup), heartbeat: Settings(roles, tries));

    private static TimeSpan TimeUntilEnd(Engine engine, TimeSpan atMost)
    {
        var time = TimeSpan.Zero;
        for (; engine.EndReason is null && time < atMost; time += Tick) engine.Advance(Tick);
        return time;
    }

    private static int Beats(Engine engine) => Frames.Parse(engine.Transport.Sent).Count(frame => frame.Id == Heartbeat.Wire.Id);

    [Fact]
    public void A_timeout_below_a_second_is_kept_from_the_beginning()
    {
        var watching = new HeartbeatSettings
        {
            Roles = HeartbeatRoles.Watcher,
            Interval = TimeSpan.FromMilliseconds(100),
            AckTimeout = TimeSpan.FromMilliseconds(100),
            Timeout = TimeSpan.FromMilliseconds(500),
        };
        var engine = Engine.Server(new TestHandler(), heartbeat: watching);
        engine.Advance(TimeSpan.FromMilliseconds(400));
        Assert.Null(engine.EndReason);
        engine.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
    }

    [Fact]
    public void A_watcher_gives_a_silent_peer_up_within_the_timeout_and_two_ticks()
    {
        for (var offset = 0; offset < 100; offset += 7)
        {
            var engine = Connection(HeartbeatRoles.Watcher);
            engine.Time.Advance(TimeSpan.FromMilliseconds(offset));
            engine.Receive(Frames.Heartbeat);
            var time = TimeUntilEnd(engine, TimeSpan.FromMinutes(1));
            Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
            Assert.InRange(time, Timeout, Timeout + (2 * Tick));
            Assert.True(engine.Transport.IsAborted);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_prober_gives_a_silent_peer_up_within_interval_tries_and_two_ticks(int tries)
    {
        for (var offset = 0; offset < 100; offset += 7)
        {
            var engine = Connection(HeartbeatRoles.Prober, tries);
            engine.Time.Advance(TimeSpan.FromMilliseconds(offset));
            engine.Receive(Frames.Heartbeat);
            var time = TimeUntilEnd(engine, TimeSpan.FromMinutes(1));
            Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
            Assert.InRange(time, Tick, Interval + (tries * Ack) + (2 * Tick));
            // The first beat may have come before the last byte.
            Assert.InRange(Beats(engine), tries, tries + 1);
        }
    }

    [Fact]
    public void The_first_beat_comes_an_interval_after_a_late_registration()
    {
        var settings = new HeartbeatSettings
        {
            Roles = HeartbeatRoles.Prober, Interval = 3 * Tick, Timeout = 20 * Tick, AckTimeout = 5 * Tick, Tries = 1,
        };
        var engine = Engine.Client(settings);
        engine.Advance(11 * Tick);
        engine.Receive(Frames.Of(Answers.Registered));
        engine.Advance(5 * Tick);

        Assert.Equal(1, engine.Counters.HeartbeatsSent);
    }

    [Fact]
    public void Any_byte_keeps_a_peer_alive_and_sends_do_not()
    {
        var engine = Connection(HeartbeatRoles.Watcher);
        for (var count = 0; count < 50; count++)
        {
            engine.Advance(TimeSpan.FromSeconds(2));
            engine.Receive([Frames.Heartbeat[count % 5]]);
        }

        Assert.Null(engine.EndReason);
        for (var count = 0; count < 3; count++)
        {
            engine.Advance(TimeSpan.FromSeconds(4));
            engine.Connection.TrySend(new Notice { Level = 0, Text = "" });
        }

        Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
    }

    [Fact]
    public void A_sender_beats_within_the_interval_and_at_most_a_tenth_early()
    {
        var engine = Connection(HeartbeatRoles.Sender);
        engine.Advance(TimeSpan.FromSeconds(300));
        Assert.InRange(Beats(engine), 97, 115);
        Assert.Equal(Beats(engine), engine.Counters.HeartbeatsSent);
    }

    [Fact]
    public void Other_messages_stand_in_for_beats()
    {
        var engine = Connection(HeartbeatRoles.Sender);
        for (var count = 0; count < 30; count++)
        {
            engine.Connection.TrySend(new Notice { Level = 0, Text = "" });
            engine.Advance(TimeSpan.FromSeconds(2));
        }

        // Nothing stood in for the first, which is due anywhere in the first interval.
        Assert.InRange(Beats(engine), 0, 1);
    }

    [Fact]
    public void A_prober_that_is_answered_goes_on_and_knows_the_round_trip()
    {
        var engine = Engine.Client(Settings(HeartbeatRoles.Prober));
        engine.Receive(Frames.Of(Answers.Registered));
        for (var count = 0; count < 20; count++)
        {
            var before = engine.Counters.HeartbeatsSent;
            while (engine.Counters.HeartbeatsSent == before) engine.Advance(Tick);
            engine.Advance(TimeSpan.FromSeconds(1));
            engine.Receive(Frames.Of(new HeartbeatReply { ErrorCode = ErrorCode.Ok }));
        }

        Assert.Null(engine.EndReason);
        Assert.Equal(TimeSpan.FromSeconds(1), engine.Connection.HeartbeatRoundTrip);
    }

    [Fact]
    public void A_prober_that_only_listens_still_lets_its_watcher_hear_it()
    {
        var engine = Engine.Client(Settings(HeartbeatRoles.Prober));
        engine.Receive(Frames.Of(Answers.Registered));
        for (var count = 0; count < 30; count++)
        {
            engine.Advance(TimeSpan.FromSeconds(1));
            engine.Receive(Frames.Of(new Notice { Level = 0, Text = "" }));
        }

        Assert.InRange(engine.Counters.HeartbeatsSent, 9, 13);
    }

    [Fact]
    public void A_prober_does_not_beat_before_it_is_registered()
    {
        var engine = Engine.Client(Settings(HeartbeatRoles.Prober));
        engine.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, engine.Counters.HeartbeatsSent);
    }

    [Fact]
    public void A_stall_of_this_process_is_forgiven()
    {
        var engine = Connection(HeartbeatRoles.Watcher);
        engine.Advance(TimeSpan.FromSeconds(1));
        engine.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(engine.EndReason);
        var time = TimeUntilEnd(engine, TimeSpan.FromMinutes(1));
        Assert.InRange(time, TimeSpan.FromSeconds(8), Timeout + (2 * Tick));
    }

    [Fact]
    public void Bytes_that_wait_to_be_read_give_two_ticks_of_grace()
    {
        var engine = Connection(HeartbeatRoles.Watcher);
        engine.Transport.InputWaiting = true;
        engine.Advance(Timeout + Tick);
        Assert.Null(engine.EndReason);
        engine.Receive(Frames.Heartbeat);
        engine.Advance(TimeSpan.FromSeconds(9));
        Assert.Null(engine.EndReason);
        engine.Advance(TimeSpan.FromSeconds(1.3));
        Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
    }

    [Fact]
    public void A_pause_of_our_own_is_no_silence_of_the_peer()
    {
        var source = new TaskCompletionSource<GetDateTimeReply>();
        var engine = Engine.Scripted(
            setup => new ScriptedConnection(setup) { OnGetDateTime = _ => new(source.Task) },
            new() { BacklogBytes = 10 },
            Settings(HeartbeatRoles.Watcher));
        Assert.Equal(ReceiveStatus.Pause, engine.Receive(Frames.Join(Frames.GetDateTime, Frames.Register())));
        engine.Advance(TimeSpan.FromSeconds(60));
        Assert.Null(engine.EndReason);
        source.SetResult(Answers.Time(""));
        engine.Advance(Timeout + (2 * Tick));
        Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
    }

    [Fact]
    public void A_timeout_that_leaves_a_live_peer_no_time_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Settings(HeartbeatRoles.Watcher) with { Timeout = TimeSpan.FromSeconds(9) } is var settings ? settings.Validated() : null);
    }
}
