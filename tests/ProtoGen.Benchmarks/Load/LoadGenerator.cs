using System.Diagnostics;
using System.Globalization;

namespace ProtoGen.Benchmarks.Load;

/// <summary>The process that asks. It takes one command a line and answers each with one line, so that it is warm for whoever comes second as well.</summary>
internal static class LoadGenerator
{
    public static int Run()
    {
        LoadConnections? connections = null;
        var latencies = new Latencies();
        while (Console.In.ReadLine() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["connect", var port, var count]:
                    connections = new(Number(port), Number(count));
                    Console.WriteLine("connected");
                    break;
                case ["run", "broadcast", _, var milliseconds]:
                    Tell(latencies, () => connections!.Broadcast(TimeSpan.FromMilliseconds(Number(milliseconds)), latencies));
                    break;
                case ["run", var kind, var depth, var milliseconds]:
                    var request = LoadRequest.Of(kind, Number(depth));
                    Tell(latencies, () => connections!.Exchange(request, TimeSpan.FromMilliseconds(Number(milliseconds)), latencies));
                    break;
                case ["close"]:
                    connections!.Dispose();
                    Console.WriteLine("closed");
                    break;
                default:
                    throw new ArgumentException($"Nobody knows what \"{line}\" means.");
            }
        }

        return 0;
    }

    private static void Tell(Latencies latencies, Func<TimeSpan> run)
    {
        latencies.Clear();
        var (processor, started) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        var counted = run();
        var load = (Environment.CpuUsage.TotalTime - processor) / Stopwatch.GetElapsedTime(started);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{latencies.Count} {counted.TotalSeconds} {latencies.Microseconds(0.5)} {latencies.Microseconds(0.99)} {load}"));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
