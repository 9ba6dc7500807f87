using System.Diagnostics;
using System.Globalization;
using Samples.DeviceLink;

namespace ProtoGen.Benchmarks.Clients;

/// <summary>The process of all clients of one kind; each line of input is answered by one of numbers.</summary>
internal static class ClientCrowd
{
    public const string Own = "ProtoGen", Naive = "naive";

    // Twice the longest pause of a client.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string kind, CommandLine line)
    {
        var count = line.Number("clients", 1000);
        var ports = line.Text("ports")!.Split(',').Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray();
        var ledger = new ClientLedger();
        // What is made once, whoever comes first, is no cost of a client.
        Start(kind, ports, -1, ledger);
        await Until(() => ledger.Ready == 1);
        var before = Memory();
        ledger.Mark();
        for (var number = 0; number < count; number++) Start(kind, ports, number, ledger);
        await Until(() => ledger.Ready == count);
        Console.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } command) await ObeyAsync(command, count, ledger, before);
        return 0;
    }

    private static async Task ObeyAsync(string command, int count, ClientLedger ledger, (long Managed, long Resident) before)
    {
        switch (command)
        {
            case "memory":
                var now = Memory();
                Say($"{(double)(now.Managed - before.Managed) / count} {(double)(now.Resident - before.Resident) / count}");
                break;
            case "mark":
                ledger.Mark();
                Say($"0");
                break;
            case "since":
                Say($"{Environment.CpuUsage.TotalTime.TotalMilliseconds}");
                break;
            case "ready":
                // With the one that was there first.
                await Until(() => ledger.Ready > count);
                var (half, all, attempts, crowd, processor) = ledger.Told(count + 1);
                Say($"{half} {all} {attempts} {crowd} {processor}");
                break;
            default:
                throw new ArgumentException($"Nobody knows what \"{command}\" means.");
        }
    }

    private static void Start(string kind, int[] ports, int number, ClientLedger ledger)
    {
        if (kind == Own) _ = StartOwnAsync(ports, number, ledger);
        else _ = Task.Run(new NaiveClient(ports, number, ledger).RunAsync);
    }

    private static Task StartOwnAsync(int[] ports, int number, ClientLedger ledger)
    {
        var client = new DeviceLinkClient([.. ports.Select(port => $"tcp://127.0.0.1:{port}")])
        {
            Registration = () => new() { AppId = "benchmark", Imei = $"{860_000_000_000_000 + number}" },
            // An outage finds clients that were ready for long; here one follows soon after another.
            Options = new() { Backoff = new() { ResetAfter = TimeSpan.FromSeconds(1) } },
            StateChanged = change =>
            {
                if (change.State == ClientState.Connecting) ledger.Attempted();
                else if (change.State == ClientState.Ready) ledger.BecameReady();
            },
        };
        return client.StartAsync();
    }

    private static (long Managed, long Resident) Memory()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var limit = Stopwatch.StartNew(); !condition();)
        {
            if (limit.Elapsed > s_longest) throw new TimeoutException($"Some clients were not ready after {s_longest.TotalSeconds} s.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
