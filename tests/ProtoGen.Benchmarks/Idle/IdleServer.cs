using System.Diagnostics;
using System.Net;
using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Benchmarks;

/// <summary>A server with many devices that do nothing but beat: what a connection costs that is only there.</summary>
internal static class IdleServer
{
    private const int WarmUpCrowd = 500;

    public static async Task<int> RunAsync(CommandLine line)
    {
        var connections = line.Number("connections", 19_000);
        var every = line.Number("every", 30);
        var register = line.Flag("register", true);
        using var buffers = new RentedBuffers();
        await using var server = new DeviceLinkServer(new AnsweringHandler(looksUp: line.Flag("look-up", false)), "tcp://127.0.0.1:0")
        {
            Options = new()
            {
                Transport = line.Transport(),
                MaxConnections = 100_000,
                Heartbeat = new() { Roles = HeartbeatRoles.Watcher, Interval = TimeSpan.FromSeconds(every), Timeout = TimeSpan.FromSeconds(3 * every) },
            },
        };
        await server.StartAsync();
        await WarmUpAsync(server);
        var before = Memory();
        // Events take memory of their own, more with each connection.
        var watches = line.Flag("buffers", true);
        buffers.Watch(watches);

        using var clients = await ConnectAsync(server, connections, every, register);
        var connected = buffers.Balance;
        buffers.Watch(false);
        var after = Memory();

        var (processor, started) = (Process.GetCurrentProcess().TotalProcessorTime, TimeProvider.System.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(line.Number("seconds", 60)), TimeProvider.System, CancellationToken.None);
        var load = (Process.GetCurrentProcess().TotalProcessorTime - processor) / TimeProvider.System.GetElapsedTime(started);
        buffers.Watch(watches);
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, CancellationToken.None);
        var last = Memory();

        Console.WriteLine($"""
            connections                   {server.ConnectionCount}{(register ? ", registered" : "")}, a heartbeat each {every} s, answered
            managed bytes a connection    {(after.Managed - before.Managed) / connections} ({(last.Managed - before.Managed) / connections} after {line.Number("seconds", 60)} s)
            committed bytes a connection  {(last.Committed - before.Committed) / connections}
            resident bytes a connection   {(last.Resident - before.Resident) / connections}
            buffers rented                {(watches ? $"{connected} when all were connected, {buffers.Balance} at the end" : "not counted")}
            CPU                           {100 * load:F1} % of a core
            """);
        if (line.Flag("parts", false)) Print(HeapByType.Of(server), connections);
        await StopAsync(clients);
        return clients.ExitCode;
    }

    // What the first devices have the process make, its code above all, is no cost of one more. The runtime compiles it anew only when it was quiet for
    // a while.
    private static async Task WarmUpAsync(DeviceLinkServer server)
    {
        for (var crowd = 0; crowd < 3; crowd++)
        {
            using var clients = await ConnectAsync(server, WarmUpCrowd, every: 1, register: true);
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, CancellationToken.None);
            await StopAsync(clients);
            await Until(() => server.ConnectionCount == 0);
        }
    }

    private static async Task<Process> ConnectAsync(DeviceLinkServer server, int count, int every, bool register)
    {
        var port = ((IPEndPoint)server.Endpoints[0]).Port;
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(IdleServer).Assembly.Location);
        string[] arguments = ["idle-clients", "--port", $"{port}", "--connections", $"{count}", "--every", $"{every}", "--register", $"{register}"];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var clients = Process.Start(start)!;
        await clients.StandardOutput.ReadLineAsync();
        await Until(() => server.ConnectionCount == count && (!register || server.TryGetPeer($"{860_000_000_000_000 + count - 1}", out _)));
        return clients;
    }

    private static async Task StopAsync(Process clients)
    {
        clients.StandardInput.Close();
        await clients.WaitForExitAsync();
    }

    private static void Print(HeapByType heap, int connections)
    {
        foreach (var (name, objects, bytes) in heap.Each(connections)) Console.WriteLine($"{bytes,8:F1} B  {objects,5:F2}  {name}");
    }

    private static (long Managed, long Committed, long Resident) Memory()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return (GC.GetTotalMemory(forceFullCollection: true), GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes, Process.GetCurrentProcess().WorkingSet64);
    }

    private static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
    }
}
