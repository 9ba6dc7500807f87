namespace ProtoGen.Heartbeats;

/// <summary>Beats when nothing else was sent for the interval.</summary>
internal sealed class HeartbeatSender(HeartbeatPace pace, bool coalesce)
{
    public HeartbeatVerdict Check(in HeartbeatEvidence evidence)
    {
        pace.Begin(evidence.Now, evidence.Now + pace.Interval);
        // What is queued is as good as a beat, and will move LastSent when it goes.
        if (evidence.OutputBusy && coalesce) return new(HeartbeatAction.None, evidence.Now + (pace.Interval / 8));

        var due = coalesce ? pace.DueAfter(evidence.LastSent) : pace.DueAlone;
        if (evidence.Now < due) return new(HeartbeatAction.None, due);

        pace.Beaten(evidence.Now);
        return new(HeartbeatAction.Beat, pace.DueAlone);
    }
}
