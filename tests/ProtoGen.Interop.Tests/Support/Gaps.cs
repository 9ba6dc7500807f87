namespace ProtoGen.Interop.Tests;

/// <summary>The times between events that should come evenly. Judged by their median: one late event on a loaded machine is no fault.</summary>
internal sealed class Gaps
{
    private readonly List<TimeSpan> _all = [];
    private TimeSpan? _last;

    public int Count => _all.Count;

    public TimeSpan Median => _all.Order().ElementAt(_all.Count / 2);

    /// <summary>An event, on any clock that goes forward.</summary>
    public void Mark(TimeSpan at)
    {
        if (_last is { } last) _all.Add(at - last);
        _last = at;
    }

    /// <summary>Beats are up to a tenth early, so that many devices do not beat in step, and late by up to two ticks of the timer.</summary>
    public void AssertBeatsOf(TimeSpan interval) =>
        Assert.True(Median > interval * 0.8 && Median < interval + TimeSpan.FromMilliseconds(250), string.Join(", ", _all));
}
