namespace ProtoGen.Heartbeats;

/// <summary>Monotonic timestamps of a <see cref="TimeProvider"/> and their units.</summary>
internal sealed class HostClock(TimeProvider time)
{
    public TimeProvider Time => time;

    public long Now => time.GetTimestamp();

    // Far below the end of the range, so that a time added to now does not overflow: TimeSpan.MaxValue means never.
    private const double Never = long.MaxValue / 4;

    public long ToTicks(TimeSpan span) => (long)Math.Min(span.TotalSeconds * time.TimestampFrequency, Never);

    public TimeSpan ToTimeSpan(long ticks) => TimeSpan.FromSeconds((double)ticks / time.TimestampFrequency);
}
