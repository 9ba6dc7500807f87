using System.Diagnostics;

namespace ProtoGen.Benchmarks.Codec;

/// <summary>
/// Times loops in turns: in each round everybody runs for some milliseconds, one after the other, so that whatever slows the machine down
/// slows all of them down. What is kept is each one's fastest round: the one that was disturbed least.
/// </summary>
/// <param name="rounds">How many rounds.</param>
/// <param name="slice">About how long each runs in a round.</param>
internal sealed class Timing(int rounds, TimeSpan slice)
{
    public List<Measured> Measure(List<Loop> loops)
    {
        var measured = new List<Measured>();
        foreach (var sameOperation in loops.GroupBy(loop => loop.Operation))
        {
            var turns = sameOperation.Select(loop => new TurnOf(loop, Times(loop))).ToList();
            for (var round = 0; round < rounds; round++)
                foreach (var turn in turns) turn.Run();
            measured.AddRange(turns.Select(turn => new Measured(turn.Loop, turn.Best, Allocated(turn.Loop))));
        }

        return measured;
    }

    // Long enough for the compiler to have done its best, too.
    private int Times(Loop loop)
    {
        var times = 64;
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < TimeSpan.FromMilliseconds(600);) loop.Run(256);
        while (true)
        {
            var start = Stopwatch.GetTimestamp();
            loop.Run(times);
            if (Stopwatch.GetElapsedTime(start) >= slice / 2) return times;
            times *= 2;
        }
    }

    private static double Allocated(Loop loop)
    {
        const int Times = 1000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        loop.Run(Times);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Times;
    }

    private sealed class TurnOf(Loop loop, int times)
    {
        public Loop Loop => loop;

        /// <summary>Nanoseconds an operation.</summary>
        public double Best { get; private set; } = double.MaxValue;

        public void Run()
        {
            var start = Stopwatch.GetTimestamp();
            loop.Run(times);
            Best = Math.Min(Best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / times);
        }
    }
}

/// <summary>What one loop took.</summary>
/// <param name="Loop">The loop.</param>
/// <param name="Nanoseconds">An operation, in its fastest round.</param>
/// <param name="Bytes">Allocated by an operation.</param>
internal sealed record Measured(Loop Loop, double Nanoseconds, double Bytes);
