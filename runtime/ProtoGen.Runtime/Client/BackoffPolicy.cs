namespace ProtoGen;

/// <summary>How long a client waits between sweeps over its endpoints. The whole pause is drawn by lot, so that a crowd of clients spreads.</summary>
public sealed record BackoffPolicy
{
    /// <summary>The shortest pause. Default 100 ms.</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause after the first failure; it doubles with each further one. Default 500 ms.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause ever. Default 30 s.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection must have been ready for the count of failures to begin anew. Default 30 s.</summary>
    public TimeSpan ResetAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause after a number of failures in a row: evenly between the shortest and the doubled first, which the longest caps.</summary>
    /// <param name="failures">From 0.</param>
    /// <param name="random">From 0 to 1.</param>
    public TimeSpan DelayAfter(int failures, double random)
    {
        // Past 2^40 any first is above any longest.
        var doubled = First.TotalMilliseconds * Math.Pow(2, Math.Min(failures, 40));
        var upper = Math.Max(Shortest.TotalMilliseconds, Math.Min(Longest.TotalMilliseconds, doubled));
        return TimeSpan.FromMilliseconds(Shortest.TotalMilliseconds + ((upper - Shortest.TotalMilliseconds) * random));
    }
}
