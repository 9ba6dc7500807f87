using ProtoGen.Connections;

namespace ProtoGen.Heartbeats;

/// <summary>The settings of a heartbeat in timestamp units: one object for all connections of a server or client.</summary>
internal sealed class HeartbeatRules(HeartbeatSettings settings, HostClock clock)
{
    public long Interval { get; } = clock.ToTicks(settings.Interval);

    public long Settling { get; } = clock.ToTicks(TimerWheel.Tick);

    public long AckTimeout { get; } = clock.ToTicks(settings.AckTimeout);

    public int Tries { get; } = settings.Tries;

    public bool Coalesce { get; } = settings.Coalesce;

    public HeartbeatLiveness Liveness { get; } = settings.Liveness;

    /// <summary>Whether a connection has to be told of each of the peer's beats.</summary>
    public bool CountsBeats => Liveness == HeartbeatLiveness.Heartbeats;

    public bool Sends { get; } = settings.Roles.HasFlag(HeartbeatRoles.Sender);

    public bool Probes { get; } = settings.Roles.HasFlag(HeartbeatRoles.Prober);

    /// <summary>The silence after which a watcher suspects the peer; never where nobody watches.</summary>
    public long Timeout { get; } = settings.Roles.HasFlag(HeartbeatRoles.Watcher) ? clock.ToTicks(settings.Timeout) : long.MaxValue;

    /// <summary>Where this side watches: suspects a peer from which nothing came for the timeout.</summary>
    public HeartbeatVerdict Watch(in HeartbeatEvidence evidence)
    {
        if (Timeout == long.MaxValue) return new(HeartbeatAction.None, long.MaxValue);
        var due = evidence.LastReceived + Timeout;
        return evidence.Now < due ? new(HeartbeatAction.None, due) : new(HeartbeatAction.Suspect, evidence.Now);
    }
}
