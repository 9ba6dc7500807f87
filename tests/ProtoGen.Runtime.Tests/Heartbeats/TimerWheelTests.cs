using Microsoft.Extensions.Time.Testing;
using ProtoGen.Heartbeats;

namespace ProtoGen.Runtime.Tests.Heartbeats;

public sealed class TimerWheelTests
{
    private readonly FakeTimeProvider _time = new();

    private void Advance(int ticks)
    {
        for (var tick = 0; tick < ticks; tick++) _time.Advance(TimerWheel.Tick);
    }

    [Fact]
    public void A_timer_comes_at_its_tick_and_again_when_it_says()
    {
        var wheel = new TimerWheel(_time, 1);
        var tick = wheel.Clock.ToTicks(TimerWheel.Tick);
        var start = wheel.Clock.Now;
        var calls = new List<long>();
        var timer = wheel.CreateTimer(now =>
        {
            calls.Add((now - start) / tick);
            return calls.Count < 3 ? now + (2 * tick) : long.MaxValue;
        });
        timer.BringForward(start + (5 * tick));
        Advance(20);
        Assert.Equal([5, 7, 9], calls);
    }

    [Fact]
    public void Timers_further_away_than_the_ring_come_in_time()
    {
        var wheel = new TimerWheel(_time, 1);
        var tick = wheel.Clock.ToTicks(TimerWheel.Tick);
        var start = wheel.Clock.Now;
        var called = 0;
        wheel.CreateTimer(_ =>
        {
            called++;
            return long.MaxValue;
        }).BringForward(start + (1300 * tick));
        Advance(1299);
        Assert.Equal(0, called);
        Advance(1);
        Assert.Equal(1, called);
    }

    [Fact]
    public void Bringing_forward_never_puts_off_and_removing_ends()
    {
        var wheel = new TimerWheel(_time, 1);
        var tick = wheel.Clock.ToTicks(TimerWheel.Tick);
        var start = wheel.Clock.Now;
        var calls = 0;
        var timer = wheel.CreateTimer(now =>
        {
            calls++;
            return now + tick;
        });
        timer.BringForward(start + (10 * tick));
        timer.BringForward(start + (3 * tick));
        timer.BringForward(start + (7 * tick));
        Advance(3);
        Assert.Equal(1, calls);
        Advance(2);
        Assert.Equal(3, calls);
        timer.Remove();
        Advance(5);
        Assert.Equal(3, calls);
    }

    [Fact]
    public void A_timer_may_be_brought_forward_while_it_runs()
    {
        var wheel = new TimerWheel(_time, 1);
        var tick = wheel.Clock.ToTicks(TimerWheel.Tick);
        var calls = 0;
        WheelTimer timer = null!;
        timer = wheel.CreateTimer(now =>
        {
            calls++;
            if (calls == 1) timer.BringForward(now + tick);
            return now + (100 * tick);
        });
        timer.BringForward(wheel.Clock.Now);
        Advance(2);
        Assert.Equal(2, calls);
    }

    [Fact]
    public void A_thousand_timers_on_all_slots_each_come_once()
    {
        var wheel = new TimerWheel(_time, 3);
        var tick = wheel.Clock.ToTicks(TimerWheel.Tick);
        var start = wheel.Clock.Now;
        var late = 0;
        var calls = 0;
        for (var index = 1; index <= 1000; index++)
        {
            var due = start + (index * tick);
            wheel.CreateTimer(now =>
            {
                calls++;
                if (now != due) late++;
                return long.MaxValue;
            }).BringForward(due);
        }

        Advance(1000);
        Assert.Equal((1000, 0), (calls, late));
    }

    [Fact]
    public void After_a_stall_every_due_timer_comes_once_and_the_stall_is_known()
    {
        var wheel = new TimerWheel(_time, 1);
        var tick = wheel.Clock.ToTicks(TimerWheel.Tick);
        var start = wheel.Clock.Now;
        var calls = 0;
        WheelTimer timer = null!;
        for (var index = 1; index <= 600; index++)
        {
            timer = wheel.CreateTimer(_ =>
            {
                calls++;
                return long.MaxValue;
            });
            timer.BringForward(start + (index * tick));
        }

        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(600, calls);
        Assert.InRange(timer.Stalled, wheel.Clock.ToTicks(TimeSpan.FromMinutes(59)), wheel.Clock.ToTicks(TimeSpan.FromHours(1)));
    }
}
