namespace ProtoGen.Heartbeats;

/// <summary>Suspects a peer from which no byte came for the timeout, given in timestamp units.</summary>
internal sealed class HeartbeatWatcher(long timeout)
{
    public HeartbeatVerdict Check(in HeartbeatEvidence evidence)
    {
        var due = evidence.LastReceived + timeout;
        return evidence.Now < due ? new(HeartbeatAction.None, due) : new(HeartbeatAction.Suspect, evidence.Now);
    }
}
