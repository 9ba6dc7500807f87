namespace ProtoGen.Connections;

/// <summary>What one side does for the heartbeat.</summary>
[Flags]
public enum HeartbeatRoles
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Sends a heartbeat when it sent nothing else for the interval.</summary>
    Sender = 1,

    /// <summary>Takes the peer for dead when nothing came for the timeout.</summary>
    Watcher = 2,

    /// <summary>Sends a heartbeat that is answered, and takes the peer for dead when nothing comes after it.</summary>
    Prober = 4,
}

/// <summary>The heartbeat of a protocol as one side sees it. Emitted from the schema; options may replace it.</summary>
public sealed record HeartbeatSettings
{
    /// <summary>No heartbeat.</summary>
    public static HeartbeatSettings None { get; } = new();

    /// <summary>What this side does. Default nothing.</summary>
    public HeartbeatRoles Roles { get; init; }

    /// <summary>The silence after which a beat is sent. Default 15 s; up to a tenth of it early, never late.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The silence after which a watcher takes the peer for dead. Default 45 s; at least twice <see cref="Interval"/> plus
    /// <see cref="AckTimeout"/>, so that one beat may be late.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>How long a prober waits for an answer. Default 5 s; zero only where nobody probes.</summary>
    public TimeSpan AckTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Probes without an answer before a prober takes the peer for dead. Default 1.</summary>
    public int Tries { get; init; } = 1;

    /// <summary>Whether other messages stand in for heartbeats. Default true; false for peers that count only heartbeats.</summary>
    public bool Coalesce { get; init; } = true;

    /// <summary>What proves that the peer lives. Default <see cref="HeartbeatLiveness.Bytes"/>.</summary>
    public HeartbeatLiveness Liveness { get; init; }

    /// <summary>Checks that a live peer has time to be heard.</summary>
    /// <exception cref="ArgumentException">A time is not positive, or the timeout is below twice the interval and the acknowledgement.</exception>
    internal HeartbeatSettings Validated()
    {
        if (Roles == HeartbeatRoles.None) return this;
        if (Interval <= TimeSpan.Zero || Timeout <= TimeSpan.Zero || AckTimeout < TimeSpan.Zero || Tries < 1
            || (AckTimeout == TimeSpan.Zero && Roles.HasFlag(HeartbeatRoles.Prober)))
        {
            throw new ArgumentException("The heartbeat's interval, timeout, acknowledgement and tries must be positive.");
        }

        // Not in TimeSpans, whose sum may be beyond them.
        if (Timeout.Ticks < (2 * (Int128)Interval.Ticks) + AckTimeout.Ticks)
        {
            throw new ArgumentException($"The heartbeat's timeout {Timeout} is below twice the interval {Interval} plus the acknowledgement {AckTimeout}.");
        }

        return this;
    }
}
