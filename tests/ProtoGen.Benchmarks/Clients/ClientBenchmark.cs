using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ProtoGen.Benchmarks.Clients;

/// <summary>A thousand clients in one process whose server goes away: how soon all are back, and what that costs.</summary>
internal static class ClientBenchmark
{
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(CommandLine line)
    {
        var (clients, rounds, outage) = (line.Number("clients", 1000), line.Number("rounds", 5), TimeSpan.FromSeconds(line.Number("outage", 5)));
        using var own = new ClientOutage(ClientCrowd.Own, clients);
        using var naive = new ClientOutage(ClientCrowd.Naive, clients);
        ClientOutage[] both = [own, naive];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors\n");

        text.Append(CultureInfo.InvariantCulture, $"\n**{clients:N0} clients connected, a heartbeat each 3 s**\n\n| | managed a client | resident a client | CPU of all |\n|---|--:|--:|--:|\n");
        foreach (var outages in both)
        {
            var (memory, load) = (outages.Memory(), await outages.IdleLoadAsync(s_idle));
            text.Append(CultureInfo.InvariantCulture, $"| {outages.Kind} | {memory[0]:N0} B | {memory[1]:N0} B | {load:P1} of a core |\n");
        }

        await AddAsync(text, $"The server is killed and comes back after {outage.TotalSeconds:N0} s", both, rounds, outages => outages.RestartAsync(outage));
        await AddAsync(text, "The server is killed, another one is there", both, rounds, outages => outages.MoveAsync());
        Console.Write(text);
        if (line.Text("markdown") is { } file) await File.WriteAllTextAsync(file, text.ToString());
        return 0;
    }

    private static async Task AddAsync(StringBuilder text, string what, ClientOutage[] both, int rounds, Func<ClientOutage, Task<Comeback>> happen)
    {
        var comebacks = both.Select(_ => new List<Comeback>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var index = 0; index < both.Length; index++) comebacks[index].Add(await happen(both[index]));
            await Console.Error.WriteLineAsync($"{what}: round {round + 1} of {rounds}");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n**{what}**\n\n| | half are ready | all are ready | attempts | most in 100 ms | CPU of all |\n|---|--:|--:|--:|--:|--:|\n");
        for (var index = 0; index < both.Length; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {both[index].Kind} | {Median(one => one.Half):N0} ms | {Median(one => one.All):N0} ms ");
            text.Append(CultureInfo.InvariantCulture, $"| {Median(one => one.Attempts):N0} | {Median(one => one.Crowd):N0} | {Median(one => one.Processor):N0} ms |\n");

            double Median(Func<Comeback, double> value) => Medians.Of(comebacks[index].Select(value));
        }
    }
}
