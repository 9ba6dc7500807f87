namespace ProtoGen.Heartbeats;

/// <summary>
/// When the next beat is due: an interval shortened by up to a tenth, drawn anew for every beat, so never late; and the first one anywhere in
/// the interval, so that a thousand peers that connect at once do not beat in step.
/// </summary>
/// <param name="interval">In timestamp units.</param>
/// <param name="settling">What is sent so soon after the beginning, such as the answer to a registration, does not stand in for a beat.</param>
/// <param name="random">From 0 to 1.</param>
internal sealed class HeartbeatPace(long interval, long settling, Func<double> random)
{
    private long _current;
    private long _begun;
    private long _firstDue;
    private long _lastBeat;
    private bool _hasBegun;
    private bool _hasBeaten;

    public long Interval { get; } = interval;

    /// <summary>The time of the first check; from then on beats may be sent. The first is due before <paramref name="latest"/>.</summary>
    public void Begin(long now, long latest)
    {
        if (_hasBegun) return;
        (_hasBegun, _begun) = (true, now);
        _firstDue = now + (long)(Math.Max(0, latest - now) * random());
        Draw();
    }

    /// <summary>When a beat is due, if <paramref name="traffic"/> was the last of what stands in for beats.</summary>
    public long DueAfter(long traffic)
    {
        if (_hasBeaten) return Math.Max(traffic, _lastBeat) + _current;
        return traffic > _begun + settling ? traffic + _current : _firstDue;
    }

    /// <summary>When a beat is due where nothing stands in for it.</summary>
    public long DueAlone => _hasBeaten ? _lastBeat + _current : _firstDue;

    public void Beaten(long now)
    {
        (_hasBeaten, _lastBeat) = (true, now);
        Draw();
    }

    private void Draw() => _current = Interval - (long)(Interval * 0.1 * random());
}
