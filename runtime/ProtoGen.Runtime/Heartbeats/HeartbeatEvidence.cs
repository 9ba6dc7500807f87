namespace ProtoGen.Heartbeats;

/// <summary>All that a heartbeat rule may look at. Timestamps on a clock that stands still while this process does.</summary>
/// <param name="Now">The time of the check.</param>
/// <param name="LastReceived">When the last byte came, or what else proves that the peer lives.</param>
/// <param name="LastSent">When the last send completed.</param>
/// <param name="OutputBusy">Whether bytes are queued or on their way.</param>
internal readonly record struct HeartbeatEvidence(long Now, long LastReceived, long LastSent, bool OutputBusy);

/// <summary>What a rule asks for.</summary>
internal enum HeartbeatAction
{
    None,
    Beat,
    Suspect,
}

/// <summary>A rule's answer, and when to ask it again.</summary>
internal readonly record struct HeartbeatVerdict(HeartbeatAction Action, long Due)
{
    /// <summary>What two rules ask for together.</summary>
    public HeartbeatVerdict Merge(HeartbeatVerdict other) => new(Action > other.Action ? Action : other.Action, Math.Min(Due, other.Due));
}
