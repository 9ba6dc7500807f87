using ProtoGen.Connections;
using ProtoGen.Heartbeats;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Heartbeats;

/// <summary>What settings change about who beats when, and about what counts as life.</summary>
public sealed class HeartbeatOptionTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static HeartbeatSettings Settings(HeartbeatRoles roles) =>
        new() { Roles = roles, Interval = Second, Timeout = TimeSpan.FromSeconds(3), AckTimeout = TimeSpan.FromMilliseconds(600) };

    private static Engine Connection(HeartbeatSettings settings) => Engine.Scripted(setup => new ScriptedConnection(setup), heartbeat: settings);

    [Fact]
    public void First_beats_of_a_crowd_are_spread_over_the_interval()
    {
        foreach (var roles in new[] { HeartbeatRoles.Sender, HeartbeatRoles.Prober })
        {
            var first = new int[11];
            for (var count = 0; count < 400; count++)
            {
                var engine = Connection(Settings(roles));
                var tick = 0;
                for (; engine.Counters.HeartbeatsSent == 0; tick++) engine.Advance(Tick);
                // The wheel rounds up.
                first[Math.Min(tick, 11) - 1]++;
            }

            Assert.All(first[1..10], count => Assert.InRange(count, 12, 90));
        }
    }

    [Fact]
    public void The_answer_to_a_registration_does_not_put_a_crowd_back_in_step()
    {
        var firsts = new HashSet<int>();
        for (var count = 0; count < 100; count++)
        {
            var engine = Engine.Scripted(setup => new ScriptedConnection(setup) { MustRegister = true }, heartbeat: Settings(HeartbeatRoles.Sender));
            engine.Advance(5 * Tick);
            engine.Receive(Frames.Register());
            var tick = 0;
            for (; engine.Counters.HeartbeatsSent == 0; tick++) engine.Advance(Tick);
            firsts.Add(tick);
        }

        Assert.InRange(firsts.Count, 6, 12);
    }

    [Fact]
    public void Without_coalescing_a_sender_beats_in_time_whatever_else_is_sent()
    {
        foreach (var roles in new[] { HeartbeatRoles.Sender, HeartbeatRoles.Prober })
        {
            var engine = Connection(Settings(roles) with { Coalesce = false });
            for (var count = 0; count < 300; count++)
            {
                engine.Advance(Tick);
                engine.Connection.TrySend(new Notice { Level = 0, Text = "" });
                engine.Receive(Frames.Heartbeat);
            }

            Assert.InRange(engine.Counters.HeartbeatsSent, 29, 38);
        }
    }

    [Fact]
    public void Where_frames_count_a_frame_that_never_ends_is_silence()
    {
        var engine = Connection(Settings(HeartbeatRoles.Watcher) with { Liveness = HeartbeatLiveness.Frames });
        for (var count = 0; count < 20; count++)
        {
            engine.Advance(Second / 2);
            engine.Receive(Frames.GetDateTime);
        }

        Assert.Null(engine.EndReason);
        engine.Receive([0, 0, 0x10, 0, 3]);
        for (var count = 0; count < 33; count++)
        {
            engine.Advance(Tick);
            engine.Receive([0]);
        }

        Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
    }

    [Fact]
    public void Where_heartbeats_count_a_peer_that_only_asks_is_given_up()
    {
        var settings = Settings(HeartbeatRoles.Watcher) with { Liveness = HeartbeatLiveness.Heartbeats };
        var engine = Engine.Server(new TestHandler(), heartbeat: settings);
        for (var count = 0; count < 20; count++)
        {
            engine.Advance(Second / 2);
            engine.Receive(Frames.Heartbeat);
        }

        Assert.Null(engine.EndReason);
        for (var count = 0; count < 33; count++)
        {
            engine.Advance(Tick);
            engine.Receive(Frames.GetDateTime);
        }

        Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
    }

    [Fact]
    public void Where_heartbeats_count_only_answers_to_them_keep_a_probed_peer()
    {
        var settings = Settings(HeartbeatRoles.Prober) with { Liveness = HeartbeatLiveness.Heartbeats };
        var engine = Engine.Client(settings);
        engine.Receive(Frames.Of(Answers.Registered));
        Answer(engine, beats: 5);
        Assert.Null(engine.EndReason);
        for (var count = 0; count < 19; count++)
        {
            engine.Advance(Tick);
            engine.Receive(Frames.Of(new Notice { Level = 0, Text = "" }));
        }

        Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
    }

    [Fact]
    public void Each_beat_has_the_round_trip_of_its_own_answer()
    {
        // The third answer is slower than the interval: two beats are out at once.
        var rules = new HeartbeatRules(Settings(HeartbeatRoles.Prober), new(TimeProvider.System));
        var monitor = new HeartbeatMonitor(rules, 0, () => 0);
        var trips = new List<long>();
        foreach (var (beat, time) in new[] { (true, 10), (false, 15), (true, 20), (true, 30), (false, 33), (false, 34) })
        {
            if (beat) monitor.Beating(time);
            else if (monitor.Answered(rules, time)) trips.Add(monitor.RoundTrip);
        }

        Assert.Equal([5L, 13, 4], trips);
        Assert.False(monitor.Answered(rules, 40));
    }

    [Fact]
    public void A_byte_at_the_very_moment_of_a_probe_counts_as_life()
    {
        var engine = Connection(Settings(HeartbeatRoles.Prober));
        for (var count = 0; count < 100; count++)
        {
            engine.Advance(Tick);
            // Before the clock moves on.
            engine.Receive(Frames.Heartbeat);
        }

        Assert.Null(engine.EndReason);
    }

    [Fact]
    public void Only_a_prober_needs_time_for_an_answer()
    {
        var settings = Settings(HeartbeatRoles.Watcher) with { AckTimeout = TimeSpan.Zero, Timeout = 2 * Second };
        Assert.Same(settings, settings.Validated());
        Assert.Throws<ArgumentException>(() => (settings with { Roles = HeartbeatRoles.Prober }).Validated());
        Assert.Throws<ArgumentException>(() => (settings with { Interval = TimeSpan.MaxValue }).Validated());
        // 0.2 + 2 x 0.2 is more than 0.6 in binary fractions.
        var exact = settings with { Interval = Second / 5, AckTimeout = Second / 5, Timeout = 3 * (Second / 5) };
        Assert.Same(exact, exact.Validated());
        var never = settings with { Timeout = TimeSpan.MaxValue };
        Assert.Same(never, never.Validated());
    }

    private static void Answer(Engine engine, int beats)
    {
        for (var left = beats; left > 0; left--)
        {
            var before = engine.Counters.HeartbeatsSent;
            while (engine.Counters.HeartbeatsSent == before && engine.EndReason is null) engine.Advance(Tick);
            engine.Receive(Frames.Of(new HeartbeatReply { ErrorCode = ErrorCode.Ok }));
        }
    }
}
