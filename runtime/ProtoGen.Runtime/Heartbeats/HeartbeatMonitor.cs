using ProtoGen.Connections;

namespace ProtoGen.Heartbeats;

/// <summary>The heartbeat of one connection: the stamps of both directions and the rules of this side's roles.</summary>
internal sealed class HeartbeatMonitor
{
    private readonly HeartbeatSender? _sender;
    private readonly HeartbeatProber? _prober;
    private readonly HeartbeatWatcher? _watcher;
    private long _lastReceived;
    private long _lastSent;
    private long _beatAt;
    private long _roundTrip;

    public HeartbeatMonitor(HeartbeatSettings settings, HostClock clock, long now, Func<double> random)
    {
        var interval = clock.ToTicks(settings.Interval);
        if (settings.Roles.HasFlag(HeartbeatRoles.Sender)) _sender = new(interval, settings.Coalesce, random);
        if (settings.Roles.HasFlag(HeartbeatRoles.Prober))
        {
            _prober = new(interval, clock.ToTicks(settings.AckTimeout), settings.Tries, settings.Coalesce, random);
        }

        if (settings.Roles.HasFlag(HeartbeatRoles.Watcher)) _watcher = new(clock.ToTicks(settings.Timeout));

        _lastReceived = now;
        // As if the last send lay somewhere in the past interval: a thousand connections made at once do not beat in step.
        _lastSent = now - (long)(interval * random());
    }

    /// <summary>The time from the last beat to its answer, in timestamp units; 0 before the first.</summary>
    public long RoundTrip => Volatile.Read(ref _roundTrip);

    public void Received(long now) => Volatile.Write(ref _lastReceived, now);

    public void Sent(long now) => Volatile.Write(ref _lastSent, now);

    public void Answered(long now)
    {
        var beatAt = Interlocked.Exchange(ref _beatAt, 0);
        if (beatAt != 0) Volatile.Write(ref _roundTrip, now - beatAt);
    }

    public HeartbeatVerdict Check(long now, bool outputBusy)
    {
        var evidence = new HeartbeatEvidence(now, Volatile.Read(ref _lastReceived), Volatile.Read(ref _lastSent), outputBusy);
        var verdict = new HeartbeatVerdict(HeartbeatAction.None, long.MaxValue);
        if (_sender is not null) verdict = Merge(verdict, _sender.Check(in evidence));
        if (_prober is not null) verdict = Merge(verdict, _prober.Check(in evidence));
        if (_watcher is not null) verdict = Merge(verdict, _watcher.Check(in evidence));
        if (verdict.Action == HeartbeatAction.Beat) Interlocked.CompareExchange(ref _beatAt, now, 0);
        return verdict;
    }

    private static HeartbeatVerdict Merge(HeartbeatVerdict left, HeartbeatVerdict right) => new(
        left.Action > right.Action ? left.Action : right.Action,
        Math.Min(left.Due, right.Due));
}
