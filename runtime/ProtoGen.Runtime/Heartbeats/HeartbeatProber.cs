namespace ProtoGen.Heartbeats;

/// <summary>
/// Beats when one direction was silent for the interval, and suspects the peer when no byte follows. Both directions count: a peer that
/// watches us hears nothing while it is the only one that talks.
/// </summary>
internal sealed class HeartbeatProber(long interval, long ackTimeout, int tries, bool coalesce, Func<double> random)
{
    private readonly HeartbeatPace _pace = new(interval, random);
    private long _probedAt;
    private long _nextDue;
    private long _lastBeat = long.MinValue;
    private int _tries;

    public HeartbeatVerdict Check(in HeartbeatEvidence evidence)
    {
        if (_tries > 0 && evidence.LastReceived > _probedAt) _tries = 0;
        return _tries == 0 ? CheckSilence(in evidence) : CheckAnswer(in evidence);
    }

    private HeartbeatVerdict CheckSilence(in HeartbeatEvidence evidence)
    {
        var due = _pace.DueAfter(
            coalesce || _lastBeat == long.MinValue
                ? Math.Min(evidence.LastReceived, evidence.LastSent)
                : _lastBeat);
        if (evidence.Now < due) return new(HeartbeatAction.None, due);

        // From when it was due, not from now: the tick's rounding must not add up over the tries. After a long wait that is in the past.
        _nextDue = Math.Max(due, evidence.Now - (ackTimeout / 4));
        _pace.Next();
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
        _probedAt = _lastBeat = evidence.Now;
        _nextDue += ackTimeout;
        // An answer may come long before it is due, and the next interval end before that.
        return new(HeartbeatAction.Beat, Math.Min(_nextDue, _pace.DueAfter(evidence.Now)));
    }
}
