using ProtoGen.Connections;

namespace ProtoGen.Heartbeats;

/// <summary>The heartbeat of one connection: when the peer was last heard, and what this side does. All times are steady. A struct: an idle connection
/// is many, and most servers only watch; so it is told the rules each time, which all connections have in common.</summary>
internal struct HeartbeatMonitor(HeartbeatRules rules, long now, Func<double> random)
{
    private readonly HeartbeatBeats? _beats = HeartbeatBeats.For(rules, now, random);
    private long _lastReceived = now;

    /// <summary>The time from a beat to its answer, in timestamp units; 0 before the first.</summary>
    public readonly long RoundTrip => _beats?.RoundTrip ?? 0;

    public void Received(HeartbeatRules rules, long now)
    {
        if (rules.Liveness == HeartbeatLiveness.Bytes) Volatile.Write(ref _lastReceived, now);
    }

    public void ReceivedFrames(HeartbeatRules rules, long now)
    {
        if (rules.Liveness == HeartbeatLiveness.Frames) Volatile.Write(ref _lastReceived, now);
    }

    public void ReceivedBeat(HeartbeatRules rules, long now)
    {
        if (rules.CountsBeats) Volatile.Write(ref _lastReceived, now);
    }

    /// <summary>The silence up to now was ours.</summary>
    public void Forgive(long now) => Volatile.Write(ref _lastReceived, now);

    public readonly void Sent(long now) => _beats?.Sent(now);

    /// <summary>A beat is about to be queued.</summary>
    public readonly void Beating(long now) => _beats?.Beating(now);

    /// <summary>A beat was answered. False where no beat waited for it.</summary>
    public bool Answered(HeartbeatRules rules, long now)
    {
        ReceivedBeat(rules, now);
        return _beats is not null && _beats.Answered(now);
    }

    public HeartbeatVerdict Check(HeartbeatRules rules, long now, bool outputBusy)
    {
        var evidence = new HeartbeatEvidence(now, Volatile.Read(ref _lastReceived), _beats?.LastSent ?? 0, outputBusy);
        var verdict = rules.Watch(in evidence);
        return _beats is null ? verdict : verdict.Merge(_beats.Check(in evidence));
    }
}
