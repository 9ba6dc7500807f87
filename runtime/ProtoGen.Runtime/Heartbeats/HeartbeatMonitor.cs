using ProtoGen.Connections;

namespace ProtoGen.Heartbeats;

/// <summary>The heartbeat of one connection: the stamps of both directions and the rules of this side's roles. All times are steady.</summary>
internal sealed class HeartbeatMonitor
{
    private readonly HeartbeatSender? _sender;
    private readonly HeartbeatProber? _prober;
    private readonly HeartbeatWatcher? _watcher;
    private readonly BeatTimes? _beats;
    private readonly HeartbeatLiveness _liveness;
    private long _lastReceived;
    private long _lastSent;
    private long _roundTrip;

    public HeartbeatMonitor(HeartbeatSettings settings, HostClock clock, long now, Func<double> random)
    {
        HeartbeatPace Pace() => new(clock.ToTicks(settings.Interval), clock.ToTicks(TimerWheel.Tick), random);
        if (settings.Roles.HasFlag(HeartbeatRoles.Sender)) _sender = new(Pace(), settings.Coalesce);
        if (settings.Roles.HasFlag(HeartbeatRoles.Prober))
        {
            _prober = new(Pace(), clock.ToTicks(settings.AckTimeout), settings.Tries, settings.Coalesce);
            _beats = new();
        }

        if (settings.Roles.HasFlag(HeartbeatRoles.Watcher)) _watcher = new(clock.ToTicks(settings.Timeout));
        _liveness = settings.Liveness;
        _lastReceived = _lastSent = now;
    }

    /// <summary>The time from a beat to its answer, in timestamp units; 0 before the first.</summary>
    public long RoundTrip => Volatile.Read(ref _roundTrip);

    /// <summary>Whether it has to be told of each of the peer's beats.</summary>
    public bool CountsBeats => _liveness == HeartbeatLiveness.Heartbeats;

    public void Received(long now)
    {
        if (_liveness == HeartbeatLiveness.Bytes) Volatile.Write(ref _lastReceived, now);
    }

    public void ReceivedFrames(long now)
    {
        if (_liveness == HeartbeatLiveness.Frames) Volatile.Write(ref _lastReceived, now);
    }

    public void ReceivedBeat(long now)
    {
        if (_liveness == HeartbeatLiveness.Heartbeats) Volatile.Write(ref _lastReceived, now);
    }

    /// <summary>The silence up to now was ours.</summary>
    public void Forgive(long now) => Volatile.Write(ref _lastReceived, now);

    public void Sent(long now) => Volatile.Write(ref _lastSent, now);

    /// <summary>A beat is about to be queued.</summary>
    public void Beating(long now) => _beats?.Sent(now);

    /// <summary>A beat was answered. False where no beat waited for it.</summary>
    public bool Answered(long now)
    {
        ReceivedBeat(now);
        if (_beats is null || !_beats.TryAnswer(now, out var roundTrip)) return false;
        Volatile.Write(ref _roundTrip, roundTrip);
        return true;
    }

    public HeartbeatVerdict Check(long now, bool outputBusy)
    {
        var evidence = new HeartbeatEvidence(now, Volatile.Read(ref _lastReceived), Volatile.Read(ref _lastSent), outputBusy);
        var verdict = new HeartbeatVerdict(HeartbeatAction.None, long.MaxValue);
        if (_sender is not null) verdict = Merge(verdict, _sender.Check(in evidence));
        if (_prober is not null) verdict = Merge(verdict, _prober.Check(in evidence));
        if (_watcher is not null) verdict = Merge(verdict, _watcher.Check(in evidence));
        return verdict;
    }

    private static HeartbeatVerdict Merge(HeartbeatVerdict left, HeartbeatVerdict right) => new(
        left.Action > right.Action ? left.Action : right.Action,
        Math.Min(left.Due, right.Due));
}
