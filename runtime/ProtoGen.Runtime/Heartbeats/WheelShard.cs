using ProtoGen.Telemetry;

namespace ProtoGen.Heartbeats;

/// <summary>A ring of slots, one a tick, with a list of timers in each; an entry further away than the ring is long passes by until its tick.</summary>
internal sealed class WheelShard
{
    private const int SlotCount = 512;

    [ThreadStatic]
    private static bool t_isTurning;

    private readonly Lock _gate = new();
    private readonly Lock _running = new();
    private readonly IWheelEntry?[] _slots = new IWheelEntry?[SlotCount];
    private readonly HostClock _clock;
    private readonly long _tick;
    private readonly long _firstTick;
    private readonly ITimer _timer;
    private uint _currentTick;
    private long _lastRun;
    private long _stalled;
    private int _stallVersion;
    private int _count;
    private volatile bool _isTurning;

    public WheelShard(HostClock clock, TimeSpan tick)
    {
        _clock = clock;
        _tick = clock.ToTicks(tick);
        _firstTick = clock.Now / _tick;
        Period = tick;
        _timer = clock.Time.CreateTimer(static state => ((WheelShard)state!).Turn(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether this thread runs the timers of many: what takes long belongs elsewhere.</summary>
    public static bool IsTurningHere => t_isTurning;

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

    /// <summary>Whether the entry comes by then anyway; false while it runs, unless others have asked for it. Any thread.</summary>
    public bool ComesBy(IWheelEntry entry, long due) => Volatile.Read(ref entry.Links.DueTick) <= TickOf(due);

    public void BringForward(IWheelEntry entry, long due)
    {
        var dueTick = TickOf(due);
        lock (_gate)
        {
            ref var links = ref entry.Links;
            if (links.IsRemoved || dueTick == WheelLinks.Never) return;
            if (links.IsRunning)
            {
                links.DueTick = Math.Min(links.DueTick, dueTick);
                return;
            }

            if (links.IsLinked && links.DueTick <= dueTick) return;
            if (links.IsLinked) Unlink(entry);
            Link(entry, dueTick);
        }
    }

    public void Remove(IWheelEntry entry)
    {
        lock (_gate)
        {
            entry.Links.IsRemoved = true;
            if (entry.Links.IsLinked) Unlink(entry);
            StopWhenEmpty();
        }
    }

    // Rounded up: a timer may be late by a tick, never early.
    private uint TickOf(long due)
    {
        if (due > long.MaxValue - _tick) return WheelLinks.Never;
        return (uint)Math.Clamp(((due + _tick - 1) / _tick) - _firstTick, 0, WheelLinks.Never - 1);
    }

    private void Turn()
    {
        // A turn that takes longer than a tick is not overtaken by the next one.
        if (!_running.TryEnter()) return;
        t_isTurning = true;
        try
        {
            var now = _clock.Now;
            for (var due = TakeDue(now); due is not null;)
            {
                var next = due.Links.Next;
                due.Links.Next = null;
                Settle(due, due.OnTimer(now));
                due = next;
            }
        }
        finally
        {
            t_isTurning = false;
            _running.Exit();
        }
    }

    private IWheelEntry? TakeDue(long now)
    {
        lock (_gate)
        {
            NoticeStall(now);
            var target = (uint)Math.Clamp((now / _tick) - _firstTick, 0, WheelLinks.Never - 1);
            IWheelEntry? first = null, last = null;
            // After a long stall every slot needs to be seen once, not once a tick.
            for (var tick = Math.Max(_currentTick + 1, target < SlotCount ? 0 : target - SlotCount + 1); tick <= target; tick++)
            {
                for (var entry = _slots[tick % SlotCount]; entry is not null;)
                {
                    ref var links = ref entry.Links;
                    var next = links.Next;
                    if (links.DueTick <= target)
                    {
                        Unlink(entry);
                        links.IsRunning = true;
                        // From here on whoever needs it has to say so.
                        Volatile.Write(ref links.DueTick, WheelLinks.Never);
                        if (last is null) first = entry;
                        else last.Links.Next = entry;
                        last = entry;
                    }

                    entry = next;
                }
            }

            _currentTick = Math.Max(_currentTick, target);
            StopWhenEmpty(first is null);
            return first;
        }
    }

    private void Settle(IWheelEntry entry, long due)
    {
        lock (_gate)
        {
            ref var links = ref entry.Links;
            links.IsRunning = false;
            var dueTick = Math.Min(TickOf(due), links.DueTick);
            if (!links.IsRemoved && dueTick != WheelLinks.Never) Link(entry, dueTick);
            else links.DueTick = WheelLinks.Never;
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

    private void Link(IWheelEntry entry, uint dueTick)
    {
        if (_count++ == 0 && !_isTurning) StartTurning();
        ref var links = ref entry.Links;
        links.DueTick = Math.Max(dueTick, _currentTick + 1);
        links.IsLinked = true;
        ref var slot = ref _slots[links.DueTick % SlotCount];
        links.Previous = null;
        links.Next = slot;
        if (slot is not null) slot.Links.Previous = entry;
        slot = entry;
    }

    private void Unlink(IWheelEntry entry)
    {
        _count--;
        ref var links = ref entry.Links;
        links.IsLinked = false;
        if (links.Next is not null) links.Next.Links.Previous = links.Previous;
        if (links.Previous is not null) links.Previous.Links.Next = links.Next;
        else _slots[links.DueTick % SlotCount] = links.Next;
        links.Previous = links.Next = null;
    }

    private void StartTurning()
    {
        Volatile.Write(ref _lastRun, _clock.Now);
        _isTurning = true;
        _currentTick = Math.Max(_currentTick, (uint)Math.Clamp((_lastRun / _tick) - _firstTick, 0, WheelLinks.Never - 1));
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
