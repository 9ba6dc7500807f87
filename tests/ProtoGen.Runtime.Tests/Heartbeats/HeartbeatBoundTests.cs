using ProtoGen.Connections;

namespace ProtoGen.Runtime.Tests.Heartbeats;

/// <summary>How long after its last byte a silent peer is given up, to the tick, whatever the settings and wherever the byte falls.</summary>
public sealed class HeartbeatBoundTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    public static TheoryData<int, int, int, bool, HeartbeatLiveness> Probers()
    {
        var data = new TheoryData<int, int, int, bool, HeartbeatLiveness>();
        foreach (var (interval, ack) in new[] { (300, 100), (300, 250), (1000, 330), (1510, 700), (3000, 4000) })
        {
            foreach (var tries in new[] { 1, 2, 5 })
            {
                data.Add(interval, ack, tries, true, HeartbeatLiveness.Bytes);
                data.Add(interval, ack, tries, true, HeartbeatLiveness.Frames);
                data.Add(interval, ack, tries, false, HeartbeatLiveness.Bytes);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Probers))]
    public void A_prober_needs_interval_tries_and_two_ticks_at_most(int interval, int ack, int tries, bool coalesce, HeartbeatLiveness liveness)
    {
        var settings = new HeartbeatSettings
        {
            Roles = HeartbeatRoles.Prober, Interval = Milliseconds(interval), AckTimeout = Milliseconds(ack), Tries = tries,
            Timeout = Milliseconds((2 * interval) + ack), Coalesce = coalesce, Liveness = liveness,
        };
        for (var offset = 0; offset < 2 * interval; offset += 85)
        {
            var silence = SilenceUntilEnd(settings, Milliseconds(offset));
            Assert.InRange(silence, Milliseconds(tries * ack) - Tick, settings.Interval + (tries * settings.AckTimeout) + (2 * Tick));
        }
    }

    [Theory]
    [InlineData(500)]
    [InlineData(1234)]
    [InlineData(10_000)]
    [InlineData(60_000)]
    public void A_watcher_needs_the_timeout_and_two_ticks_at_most_and_never_less_than_the_timeout(int timeout)
    {
        var settings = new HeartbeatSettings
        {
            Roles = HeartbeatRoles.Watcher, Interval = Milliseconds(100), AckTimeout = Milliseconds(100), Timeout = Milliseconds(timeout),
        };
        for (var offset = 0; offset < 300; offset += 35)
        {
            Assert.InRange(SilenceUntilEnd(settings, Milliseconds(offset)), settings.Timeout, settings.Timeout + (2 * Tick));
        }
    }

    [Fact]
    public void Sends_of_our_own_do_not_put_the_end_off()
    {
        var settings = new HeartbeatSettings
        {
            Roles = HeartbeatRoles.Prober | HeartbeatRoles.Watcher, Interval = Milliseconds(300), AckTimeout = Milliseconds(250), Timeout = Milliseconds(1000),
        };
        var silence = SilenceUntilEnd(settings, Milliseconds(700), push: true);
        Assert.InRange(silence, Milliseconds(100), settings.Interval + settings.AckTimeout + (2 * Tick));
    }

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);

    // A live peer sends a frame every step up to the offset, and then never again.
    private static TimeSpan SilenceUntilEnd(HeartbeatSettings settings, TimeSpan offset, bool push = false)
    {
        var engine = Engine.Scripted(setup => new ScriptedConnection(setup), heartbeat: settings.Validated());
        engine.Receive(Frames.Heartbeat);
        for (var time = TimeSpan.Zero; time < offset; time += Step)
        {
            engine.Time.Advance(Step);
            engine.Receive(Frames.Heartbeat);
        }

        var silence = TimeSpan.Zero;
        for (; engine.EndReason is null && silence < TimeSpan.FromMinutes(2); silence += Step)
        {
            engine.Time.Advance(Step);
            if (push) engine.Connection.TrySend(new Samples.DeviceLink.Notice { Level = 0, Text = "" });
        }

        Assert.Equal(DisconnectReason.HeartbeatTimeout, engine.EndReason);
        Assert.Equal(1, engine.Ended);
        return silence;
    }
}
