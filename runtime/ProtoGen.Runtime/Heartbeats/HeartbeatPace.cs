namespace ProtoGen.Heartbeats;

/// <summary>An interval shortened by up to a tenth, drawn anew for every beat: never late, and peers do not beat in step.</summary>
internal sealed class HeartbeatPace
{
    private readonly long _interval;
    private readonly Func<double> _random;
    private long _current;

    public HeartbeatPace(long interval, Func<double> random)
    {
        (_interval, _random) = (interval, random);
        Next();
    }

    public long DueAfter(long last) => last + _current;

    public void Next() => _current = _interval - (long)(_interval * 0.1 * _random());
}
