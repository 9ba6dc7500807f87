using ProtoGen.Connections;
using ProtoGen.Heartbeats;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Heartbeats;

/// <summary>Time in which this process stood still is not the peer's silence.</summary>
public sealed class StallTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Freeze = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private static readonly HeartbeatSettings Both = new()
    {
        Roles = HeartbeatRoles.Watcher | HeartbeatRoles.Prober,
        Interval = TimeSpan.FromSeconds(1),
        AckTimeout = TimeSpan.FromMilliseconds(500),
        Timeout = Timeout,
    };

    [Fact]
    public void A_freeze_of_ten_seconds_ends_no_connection()
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup), heartbeat: Both);
        for (var round = 0; round < 5; round++)
        {
            Live(engine, TimeSpan.FromSeconds(3));
            engine.Time.Advance(Freeze);
        }

        Live(engine, TimeSpan.FromSeconds(3));
        Assert.Null(engine.EndReason);
    }

    [Fact]
    public void A_peer_heard_before_the_first_tick_after_a_freeze_is_given_up_as_soon_as_any_other()
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup), heartbeat: Both with { Roles = HeartbeatRoles.Watcher });
        Live(engine, TimeSpan.FromSeconds(1));
        // The timers of this provider do not come while the clock is turned by hand.
        engine.Time.AdjustTime(engine.Time.GetUtcNow() + Freeze);
        engine.Receive(Frames.Heartbeat);
        var silence = TimeSpan.Zero;
        for (; engine.EndReason is null && silence < TimeSpan.FromMinutes(1); silence += Tick) engine.Time.Advance(Tick);
        Assert.InRange(silence, Timeout - Tick, Timeout + (2 * Tick));
    }

    [Fact]
    public void The_steady_clock_stands_still_in_a_freeze_before_the_tick_sees_it_and_after()
    {
        var clock = new HandClock();
        var wheel = new TimerWheel(clock, 1);
        var tick = wheel.Clock.ToTicks(Tick);
        var timer = wheel.CreateTimer(now => now + tick);
        timer.BringForward(wheel.Clock.Now);
        clock.Tick(Tick);
        var before = timer.Steady(wheel.Clock.Now);
        clock.Timestamp += Freeze.Ticks;
        Assert.Equal(before + tick, timer.Steady(wheel.Clock.Now));
        clock.Tick(TimeSpan.Zero);
        Assert.Equal(before + tick, timer.Steady(wheel.Clock.Now));
        clock.Tick(Tick);
        Assert.Equal(before + (2 * tick), timer.Steady(wheel.Clock.Now));
    }

    [Fact]
    public void A_freeze_is_forgiven_to_a_send_and_to_a_frame_under_way()
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup), heartbeat: Both with { Roles = HeartbeatRoles.Watcher });
        engine.Transport.SendsAtOnce = false;
        engine.Connection.TrySend(new Notice { Level = 0, Text = "" });
        Assert.True(engine.Connection.TryTakeOutput(out var output));
        engine.Receive(Frames.Heartbeat.AsSpan(0, 3));
        engine.Advance(TimeSpan.FromSeconds(1));
        engine.Time.Advance(TimeSpan.FromSeconds(11));
        engine.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Null(engine.EndReason);
        engine.Connection.OnSent(output.Length);
        engine.Receive(Frames.Heartbeat.AsSpan(3));
        Live(engine, TimeSpan.FromSeconds(2));
        Assert.Null(engine.EndReason);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    public void A_jump_of_the_wall_clock_by_two_hours_ends_no_connection_and_puts_no_end_off(int hours)
    {
        var clock = new HandClock();
        var wheel = new TimerWheel(clock, 1);
        var tick = wheel.Clock.ToTicks(Tick);
        var rules = new HeartbeatRules(Both, wheel.Clock);
        var monitor = new HeartbeatMonitor(rules, wheel.Clock.Now, () => 0.5);
        var timer = wheel.CreateTimer(now => now + tick);
        timer.BringForward(wheel.Clock.Now);
        clock.Tick(Tick);
        clock.WallClock += TimeSpan.FromHours(hours);
        clock.Tick(Tick);
        monitor.Received(rules, timer.Steady(wheel.Clock.Now));
        var checks = 0;
        while (monitor.Check(rules, timer.Steady(wheel.Clock.Now), outputBusy: false).Action != HeartbeatAction.Suspect)
        {
            clock.Tick(Tick);
            checks++;
        }

        // One interval without a byte, then one acknowledgement.
        Assert.InRange(checks, 5, 17);
    }

    private static void Live(Engine engine, TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= Tick)
        {
            engine.Time.Advance(Tick);
            engine.Receive(Frames.Heartbeat);
        }
    }

    /// <summary>A clock whose timers come only when told to, so that others can look at it in between.</summary>
    private sealed class HandClock : TimeProvider, ITimer
    {
        private TimerCallback? _callback;
        private object? _state;

        public long Timestamp { get; set; } = TimeSpan.TicksPerDay;

        public DateTimeOffset WallClock { get; set; } = new(2026, 11, 22, 20, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Timestamp;

        public override DateTimeOffset GetUtcNow() => WallClock;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state) = (callback, state);
            return this;
        }

        public void Tick(TimeSpan time)
        {
            Timestamp += time.Ticks;
            WallClock += time;
            _callback!(_state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
