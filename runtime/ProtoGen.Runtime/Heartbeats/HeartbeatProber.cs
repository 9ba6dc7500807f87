namespace ProtoGen.Heartbeats;

/// <summary>
/// Beats when one direction was silent for the interval, and suspects the peer when nothing follows. Both directions count: a peer that
/// watches us hears nothing while it is the only one that talks.
/// </summary>
/// <param name="pace">The interval.</param>
/// <param name="ackTimeout">In timestamp units.</param>
/// <param name="tries">Beats without an answer.</param>
/// <param name="coalesce">Whether other messages stand in for beats.</param>
internal sealed class HeartbeatProber(HeartbeatPace pace, long ackTimeout, int tries, bool coalesce)
{
    private long _probedAt;
    private long _nextDue;
    private int _tries;

    public HeartbeatVerdict Check(in HeartbeatEvidence evidence)
    {
        pace.Begin(evidence.Now, evidence.LastReceived + pace.Interval);
        if (_tries > 0 && evidence.LastReceived >= _probedAt) _tries = 0;
        return _tries == 0 ? CheckSilence(in evidence) : CheckAnswer(in evidence);
    }

    private HeartbeatVerdict CheckSilence(in HeartbeatEvidence evidence)
    {
        var due = coalesce ? Math.Min(pace.DueAfter(evidence.LastSent), pace.DueAfter(evidence.LastReceived)) : pace.DueAlone;
        // The bound counts from the last byte, which may have come a little before the beginning.
        due = Math.Min(due, evidence.LastReceived + pace.Interval);
        if (evidence.Now < due) return new(HeartbeatAction.None, due);

        // From when it was due, not from now: the tick's rounding must not add up over the tries. After a long wait that is in the past.
        _nextDue = Math.Max(due, evidence.Now - (ackTimeout / 4));
        return Probe(in evidence);
    }

    private HeartbeatVerdict CheckAnswer(in HeartbeatEvidence evidence)
    {
        if (evidence.Now < _nextDue) return new(HeartbeatAction.None, _nextDue);
        return _tries < tries ? Probe(in evidence) : new(HeartbeatAction.Suspect, evidence.Now);
    }

    private HeartbeatVerdict Probe(in HeartbeatEvidence evidence)
    {
        _tries++;
        _probedAt = evidence.Now;
        _nextDue += ackTimeout;
        pace.Beaten(evidence.Now);
        // An answer may come long before it is due, and the next interval end before that.
        return new(HeartbeatAction.Beat, Math.Min(_nextDue, pace.DueAlone));
    }
}
