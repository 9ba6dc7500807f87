using ProtoGen.Telemetry;

namespace ProtoGen.Heartbeats;

/// <summary>A ring of slots, one a tick, with a list of timers in each; an entry further away than the ring is long passes by until its tick.</summary>
internal sealed class WheelShard
{
    private const int SlotCount = 512;

    private readonly Lock _gate = new();
    private readonly Lock _running = new();
    private readonly WheelTimer?[] _slots = new WheelTimer?[SlotCount];
    private readonly HostClock _clock;
    private readonly long _tick;
    private readonly ITimer _timer;
    private long _currentTick;
    private long _lastRun;
    private long _stalled;
    private int _stallVersion;
    private int _count;
    private volatile bool _isTurning;

    public WheelShard(HostClock clock, TimeSpan tick)
    {
        _clock = clock;
        _tick = clock.ToTicks(tick);
        Period = tick;
        _timer = clock.Time.CreateTimer(static state => ((WheelShard)state!).Turn(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public TimeSpan Period { get; }

    public long Stalled => Volatile.Read(ref _stalled);

    /// <summary>
    /// The time on a clock that stands still while this process does: what comes first after a stall, a byte or the tick, sees the same time.
    /// </summary>
    public long Steady(long now)
    {
        var spin = default(SpinWait);
        while (true)
        {
            var version = Volatile.Read(ref _stallVersion);
            var lastRun = Volatile.Read(ref _lastRun);
            var stalled = Volatile.Read(ref _stalled);
            if ((version & 1) == 0 && Volatile.Read(ref _stallVersion) == version)
            {
                return (_isTurning && now - lastRun > 2 * _tick ? lastRun + _tick : now) - stalled;
            }

            spin.SpinOnce();
        }
    }

    public void BringForward(WheelTimer timer, long due)
    {
        // Rounded up: a timer may be late by a tick, never early.
        var dueTick = due > long.MaxValue - _tick ? long.MaxValue : (due + _tick - 1) / _tick;
        lock (_gate)
        {
            if (timer.IsRemoved || dueTick == long.MaxValue) return;
            if (timer.IsRunning)
            {
                timer.RequestedTick = Math.Min(timer.RequestedTick, dueTick);
                return;
            }

            if (timer.IsLinked && timer.DueTick <= dueTick) return;
            if (timer.IsLinked) Unlink(timer);
            Link(timer, dueTick);
        }
    }

    public void Remove(WheelTimer timer)
    {
        lock (_gate)
        {
            timer.IsRemoved = true;
            if (timer.IsLinked) Unlink(timer);
            StopWhenEmpty();
        }
    }

    private void Turn()
    {
        // A turn that takes longer than a tick is not overtaken by the next one.
        if (!_running.TryEnter()) return;
        try
        {
            var now = _clock.Now;
            for (var due = TakeDue(now); due is not null;)
            {
                var next = due.NextDue;
                due.NextDue = null;
                Settle(due, due.Run(now));
                due = next;
            }
        }
        finally
        {
            _running.Exit();
        }
    }

    private WheelTimer? TakeDue(long now)
    {
        lock (_gate)
        {
            NoticeStall(now);
            var target = now / _tick;
            WheelTimer? first = null, last = null;
            // After a long stall every slot needs to be seen once, not once a tick.
            for (var tick = Math.Max(_currentTick + 1, target - SlotCount + 1); tick <= target; tick++)
            {
                for (var timer = _slots[tick % SlotCount]; timer is not null;)
                {
                    var next = timer.Next;
                    if (timer.DueTick <= target)
                    {
                        Unlink(timer);
                        timer.IsRunning = true;
                        if (last is null) first = timer;
                        else last.NextDue = timer;
                        last = timer;
                    }

                    timer = next;
                }
            }

            _currentTick = Math.Max(_currentTick, target);
            StopWhenEmpty(first is null);
            return first;
        }
    }

    private void Settle(WheelTimer timer, long due)
    {
        lock (_gate)
        {
            timer.IsRunning = false;
            var dueTick = due > long.MaxValue - _tick ? long.MaxValue : (due + _tick - 1) / _tick;
            dueTick = Math.Min(dueTick, timer.RequestedTick);
            timer.RequestedTick = long.MaxValue;
            if (!timer.IsRemoved && dueTick != long.MaxValue) Link(timer, dueTick);
            StopWhenEmpty();
        }
    }

    private void NoticeStall(long now)
    {
        var gap = now - _lastRun;
        if (Instruments.TimerLag.Enabled) Instruments.TimerLag.Record(_clock.ToTimeSpan(Math.Max(0, gap - _tick)).TotalSeconds);
        if (gap <= 2 * _tick)
        {
            Volatile.Write(ref _lastRun, now);
            return;
        }

        // Odd while the two do not fit together.
        Interlocked.Increment(ref _stallVersion);
        Volatile.Write(ref _stalled, _stalled + gap - _tick);
        Volatile.Write(ref _lastRun, now);
        Interlocked.Increment(ref _stallVersion);
    }

    private void Link(WheelTimer timer, long dueTick)
    {
        if (_count++ == 0 && !_isTurning) StartTurning();
        timer.DueTick = Math.Max(dueTick, _currentTick + 1);
        timer.IsLinked = true;
        ref var slot = ref _slots[timer.DueTick % SlotCount];
        timer.Previous = null;
        timer.Next = slot;
        if (slot is not null) slot.Previous = timer;
        slot = timer;
    }

    private void Unlink(WheelTimer timer)
    {
        _count--;
        timer.IsLinked = false;
        if (timer.Next is not null) timer.Next.Previous = timer.Previous;
        if (timer.Previous is not null) timer.Previous.Next = timer.Next;
        else _slots[timer.DueTick % SlotCount] = timer.Next;
        timer.Previous = timer.Next = null;
    }

    private void StartTurning()
    {
        Volatile.Write(ref _lastRun, _clock.Now);
        _isTurning = true;
        _currentTick = Math.Max(_currentTick, _lastRun / _tick);
        _timer.Change(Period, Period);
    }

    // An idle process is not woken ten times a second.
    private void StopWhenEmpty(bool nothingRuns = true)
    {
        if (_count != 0 || !nothingRuns || !_isTurning) return;
        _isTurning = false;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
