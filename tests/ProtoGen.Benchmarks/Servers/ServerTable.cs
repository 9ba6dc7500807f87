using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ProtoGen.Benchmarks.Servers;

/// <summary>Results as Markdown tables: medians over the rounds, and the medians of what each round says beside the yardstick.</summary>
internal sealed class ServerTable(IReadOnlyList<ServerCandidate> candidates)
{
    private readonly StringBuilder _text = new();

    public void Add(Scenario scenario, IReadOnlyList<ServerTurns> servers)
    {
        var yardstick = servers.Single(server => server.Name == ServerCandidate.Yardstick).Turns;
        _text.Append(CultureInfo.InvariantCulture, $"""

            **{scenario.Name}**

            | | messages/s | | p50 | p99 | server CPU a message | | allocated a message | load generator |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|

            """);
        foreach (var server in servers)
        {
            var turns = server.Turns;
            Append($"| {server.Name} | {Median(turn => turn.Rate):N0} | {Ratio(turn => turn.Rate):N2} × | {Median(turn => turn.Load.Median):N0} µs | {Median(turn => turn.Load.Percentile99):N0} µs ");
            Append($"| {Median(turn => turn.Processor):N2} µs | {Ratio(turn => turn.Processor):N2} × | {Median(turn => turn.Allocated):N1} B | {Median(turn => turn.Load.Load):P0} |\n");

            double Median(Func<ServerTurn, double> value) => Medians.Of(turns.Select(value));

            double Ratio(Func<ServerTurn, double> value) => Medians.Of(turns.Zip(yardstick, (turn, beside) => value(turn) / value(beside)));
        }
    }

    public void Add(IReadOnlyList<(string Path, double Bytes)> paths)
    {
        _text.Append("\n**What our server allocates**\n\n| | a message |\n|---|--:|\n");
        foreach (var (path, bytes) in paths) Append($"| {path} | {bytes:N1} B |\n");
    }

    /// <summary>Prints all, and writes it into a file where one is named.</summary>
    public void Print(string? file)
    {
        var text = $"""
            {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors

            Servers and load generator share the machine. × is beside {ServerCandidate.Yardstick} in the same round. The last column is the load generator's own use
            of its one thread: where it comes near 100 %, it and not the server sets the rate, and CPU a message tells more.
            {_text}
            """;
        foreach (var candidate in candidates.Where(candidate => candidate.Missing is not null)) text += $"\nLeft out: {candidate.Name}, {candidate.Missing}.\n";
        Console.Write(text);
        if (file is not null) File.WriteAllText(file, text);
    }

    private void Append(FormattableString line) => _text.Append(line.ToString(CultureInfo.InvariantCulture));
}
