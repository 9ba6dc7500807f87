using System.Diagnostics;
using System.Numerics;

namespace ProtoGen.Benchmarks.Load;

/// <summary>Times in buckets that are never wider than a thirtieth of what they hold.</summary>
internal sealed class Latencies
{
    private const int Bits = 5, PerDoubling = 1 << Bits;

    private readonly long[] _counts = new long[64 * PerDoubling];

    public long Count { get; private set; }

    /// <param name="ticks">Of the stopwatch.</param>
    /// <param name="times">How many took that long.</param>
    public void Add(long ticks, int times)
    {
        var above = Math.Max(0, BitOperations.Log2((ulong)ticks | 1) - Bits);
        _counts[(above * PerDoubling) + (int)(ticks >> above)] += times;
        Count += times;
    }

    /// <summary>The time in microseconds that such a part did not exceed.</summary>
    public double Microseconds(double part)
    {
        var left = (long)Math.Ceiling(part * Count);
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            left -= _counts[bucket];
            if (left > 0) continue;
            // A bucket above the first doubling has its doubling in its number, and there begins at half of the range.
            var above = Math.Max(0, (bucket / PerDoubling) - 1);
            return (double)((long)(bucket - (above * PerDoubling)) << above) * 1e6 / Stopwatch.Frequency;
        }

        return 0;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
    }
}
