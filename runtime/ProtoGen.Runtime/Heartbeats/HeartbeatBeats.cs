namespace ProtoGen.Heartbeats;

/// <summary>What a connection needs that beats itself: the rules of its roles, and the stamps only they look at.</summary>
internal sealed class HeartbeatBeats
{
    private readonly HeartbeatSender? _sender;
    private readonly HeartbeatProber? _prober;
    private readonly BeatTimes? _times;
    private long _lastSent;
    private long _roundTrip;

    private HeartbeatBeats(HeartbeatRules rules, long now, Func<double> random)
    {
        HeartbeatPace Pace() => new(rules.Interval, rules.Settling, random);
        if (rules.Sends) _sender = new(Pace(), rules.Coalesce);
        if (rules.Probes) (_prober, _times) = (new(Pace(), rules.AckTimeout, rules.Tries, rules.Coalesce), new());
        _lastSent = now;
    }

    /// <summary>Null where this side does not beat.</summary>
    public static HeartbeatBeats? For(HeartbeatRules rules, long now, Func<double> random) =>
        rules.Sends || rules.Probes ? new(rules, now, random) : null;

    public long LastSent => Volatile.Read(ref _lastSent);

    /// <summary>The time from a beat to its answer, in timestamp units; 0 before the first.</summary>
    public long RoundTrip => Volatile.Read(ref _roundTrip);

    public void Sent(long now) => Volatile.Write(ref _lastSent, now);

    /// <summary>A beat is about to be queued.</summary>
    public void Beating(long now) => _times?.Sent(now);

    /// <summary>A beat was answered. False where no beat waited for it.</summary>
    public bool Answered(long now)
    {
        if (_times is null || !_times.TryAnswer(now, out var roundTrip)) return false;
        Volatile.Write(ref _roundTrip, roundTrip);
        return true;
    }

    public HeartbeatVerdict Check(in HeartbeatEvidence evidence)
    {
        var verdict = new HeartbeatVerdict(HeartbeatAction.None, long.MaxValue);
        if (_sender is not null) verdict = verdict.Merge(_sender.Check(in evidence));
        if (_prober is not null) verdict = verdict.Merge(_prober.Check(in evidence));
        return verdict;
    }
}
