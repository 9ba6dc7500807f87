namespace ProtoGen.Heartbeats;

/// <summary>Beats when nothing else was sent for the interval. Durations are in timestamp units.</summary>
internal sealed class HeartbeatSender(long interval, bool coalesce, Func<double> random)
{
    private readonly HeartbeatPace _pace = new(interval, random);
    private long _lastBeat = long.MinValue;

    public HeartbeatVerdict Check(in HeartbeatEvidence evidence)
    {
        // What is queued is as good as a beat, and will move LastSent when it goes.
        if (evidence.OutputBusy && coalesce) return new(HeartbeatAction.None, evidence.Now + (interval / 8));

        var last = coalesce || _lastBeat == long.MinValue ? evidence.LastSent : _lastBeat;
        if (evidence.Now < _pace.DueAfter(last)) return new(HeartbeatAction.None, _pace.DueAfter(last));

        _lastBeat = evidence.Now;
        _pace.Next();
        return new(HeartbeatAction.Beat, _pace.DueAfter(evidence.Now));
    }
}
