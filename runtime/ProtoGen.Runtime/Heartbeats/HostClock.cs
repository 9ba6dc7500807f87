namespace ProtoGen.Heartbeats;

/// <summary>Monotonic timestamps of a <see cref="TimeProvider"/> and their units.</summary>
internal sealed class HostClock(TimeProvider time)
{
    public TimeProvider Time => time;

    public long Now => time.GetTimestamp();

    public long ToTicks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    public TimeSpan ToTimeSpan(long ticks) => TimeSpan.FromSeconds((double)ticks / time.TimestampFrequency);
}
