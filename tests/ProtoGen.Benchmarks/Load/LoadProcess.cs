using System.Globalization;

namespace ProtoGen.Benchmarks.Load;

/// <summary>The load generator as whoever compares servers sees it.</summary>
internal sealed class LoadProcess : IDisposable
{
    private readonly ChildProcess _process = ChildProcess.OfThisProgram("load");

    public void Connect(int port, int connections) => Ask($"connect {port} {connections}");

    public LoadResult Run(string kind, int depth, TimeSpan time)
    {
        var numbers = Ask($"run {kind} {depth} {(int)time.TotalMilliseconds}").Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return new((long)numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    public void Close() => Ask("close");

    public void Dispose() => _process.Dispose();

    private string Ask(string command) => _process.Ask(command);
}

/// <summary>What the load generator saw.</summary>
/// <param name="Messages">Replies, or notices received.</param>
/// <param name="Seconds">In which they came.</param>
/// <param name="Median">Half of them came within so many microseconds.</param>
/// <param name="Percentile99">All but a hundredth of them.</param>
/// <param name="Load">How much of a core the load generator itself used.</param>
internal readonly record struct LoadResult(long Messages, double Seconds, double Median, double Percentile99, double Load);
