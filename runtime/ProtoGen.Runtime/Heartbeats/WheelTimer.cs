namespace ProtoGen.Heartbeats;

/// <summary>An entry of a <see cref="TimerWheel"/> that is a callback.</summary>
internal sealed class WheelTimer(WheelShard shard, Func<long, long> callback) : IWheelEntry
{
    private WheelLinks _links = new();

    ref WheelLinks IWheelEntry.Links => ref _links;

    long IWheelEntry.OnTimer(long now) => callback(now);

    /// <summary>The total time this process stood still, as its wheel saw it.</summary>
    public long Stalled => shard.Stalled;

    /// <summary>A time on a clock that stands still while this process does.</summary>
    public long Steady(long now) => shard.Steady(now);

    /// <summary>Comes at <paramref name="due"/> at the latest; an earlier appointment stays.</summary>
    public void BringForward(long due) => shard.BringForward(this, due);

    /// <summary>Comes no more, except for a call that runs already.</summary>
    public void Remove() => shard.Remove(this);
}
