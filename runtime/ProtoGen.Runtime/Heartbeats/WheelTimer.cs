namespace ProtoGen.Heartbeats;

/// <summary>
/// One entry of a <see cref="TimerWheel"/>. The callback gets the time and returns when to come again, or <see cref="long.MaxValue"/> for
/// never; it is never run by two threads at once. The links belong to the shard.
/// </summary>
internal sealed class WheelTimer(WheelShard shard, Func<long, long> callback)
{
    internal WheelTimer? Previous, Next, NextDue;
    internal long DueTick = long.MaxValue, RequestedTick = long.MaxValue;
    internal bool IsLinked, IsRunning, IsRemoved;

    /// <summary>The total time this process stood still, as its wheel saw it.</summary>
    public long Stalled => shard.Stalled;

    /// <summary>A time on a clock that stands still while this process does.</summary>
    public long Steady(long now) => shard.Steady(now);

    /// <summary>Comes at <paramref name="due"/> at the latest; an earlier appointment stays.</summary>
    public void BringForward(long due) => shard.BringForward(this, due);

    /// <summary>Comes no more, except for a call that runs already.</summary>
    public void Remove() => shard.Remove(this);

    internal long Run(long now) => callback(now);
}
