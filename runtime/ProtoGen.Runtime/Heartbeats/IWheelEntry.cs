namespace ProtoGen.Heartbeats;

/// <summary>What a <see cref="WheelShard"/> calls at its time: it gets the time and returns when to come again, or <see cref="long.MaxValue"/> for never. It
/// is never run by two threads at once.</summary>
internal interface IWheelEntry
{
    /// <summary>Belongs to the shard.</summary>
    ref WheelLinks Links { get; }

    long OnTimer(long now);
}

/// <summary>The place of an entry in its shard. It stands in the entry itself: each of many connections is one. The shard's gate guards it.</summary>
internal struct WheelLinks
{
    /// <summary>No tick.</summary>
    public const uint Never = uint.MaxValue;

    public WheelLinks()
    {
    }

    /// <summary>The neighbours in a slot; while the entry waits to be run, the next one to run.</summary>
    public IWheelEntry? Previous, Next;

    /// <summary>When it comes; while it runs, when others have asked for it meanwhile. In ticks since the shard was made, of which there are enough for 13
    /// years.</summary>
    public uint DueTick = Never;

    public bool IsLinked, IsRunning, IsRemoved;
}
