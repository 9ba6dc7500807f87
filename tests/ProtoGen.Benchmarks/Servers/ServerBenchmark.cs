using System.Globalization;
using ProtoGen.Benchmarks.Load;

namespace ProtoGen.Benchmarks.Servers;

/// <summary>Our server beside what users would take instead, each in a process of its own, asked by one load generator in turns.</summary>
internal static class ServerBenchmark
{
    public static int Run(CommandLine line)
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("The load generator needs epoll, and so Linux.");
            return 2;
        }

        var (rounds, time) = (line.Number("rounds", 7), TimeSpan.FromSeconds(double.Parse(line.Text("seconds") ?? "1", CultureInfo.InvariantCulture)));
        using var native = new NativeServers();
        using var load = new LoadProcess();
        var candidates = Chosen(ServerCandidate.All(native), line.Text("only"), candidate => candidate.Name, always: ServerCandidate.Yardstick);
        var table = new ServerTable(candidates);
        foreach (var scenario in Chosen(Scenario.All, line.Text("scenarios"), scenario => scenario.Key))
            table.Add(scenario, Measure(scenario, [.. candidates.Where(candidate => candidate.Missing is null)], load, rounds, time));
        if (line.Flag("paths", true)) table.Add(OwnPaths.Measure(load, time));
        table.Print(line.Text("markdown"));
        return 0;
    }

    private static List<ServerTurns> Measure(Scenario scenario, List<ServerCandidate> candidates, LoadProcess load, int rounds, TimeSpan time)
    {
        var turns = candidates.ConvertAll(candidate => new ServerTurns(scenario, new(candidate.Name, candidate.Start(scenario.IsBroadcast)), load));
        try
        {
            foreach (var turn in turns) turn.Check();
            // The first round is for the compilers.
            foreach (var turn in turns) turn.Run(TimeSpan.FromSeconds(Math.Max(2, time.TotalSeconds)), isCounted: false);
            for (var round = 0; round < rounds; round++)
            {
                // Each time somebody else begins.
                for (var index = 0; index < turns.Count; index++) turns[(index + round) % turns.Count].Run(time, isCounted: true);
                Console.Error.WriteLine($"{scenario.Name}: round {round + 1} of {rounds}");
            }

            return turns;
        }
        finally
        {
            foreach (var turn in turns) turn.Dispose();
        }
    }

    // Names that begin alike are meant all.
    private static List<T> Chosen<T>(IEnumerable<T> all, string? names, Func<T, string> nameOf, string? always = null) =>
    [
        .. all.Where(one => names is null || nameOf(one) == always ||
            names.Split(',').Any(name => nameOf(one).StartsWith(name.Trim(), StringComparison.OrdinalIgnoreCase))),
    ];
}
