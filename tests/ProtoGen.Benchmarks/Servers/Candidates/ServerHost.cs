using System.Globalization;

namespace ProtoGen.Benchmarks.Servers.Candidates;

/// <summary>
/// The process of one server. It says its port, and on each line of input how many bytes it has allocated; it ends with the input. Servers in
/// other languages keep to the same.
/// </summary>
internal static class ServerHost
{
    public static async Task<int> RunAsync(string name, CommandLine line)
    {
        var port = await StartAsync(name, line);
        if (port == 0) return 2;
        Console.WriteLine(port);
        while (await Console.In.ReadLineAsync() is not null) Console.WriteLine(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    // Zero where there is no such server.
    private static async Task<int> StartAsync(string name, CommandLine line)
    {
        var broadcasts = line.Flag("broadcasts", false);
        switch (name)
        {
            case OwnServer.Name: return await OwnServer.StartAsync(line);
            case TunedServer.Name: return new TunedServer(broadcasts).Start();
            case PipelinesServer.Name: return new PipelinesServer(broadcasts).Start();
            case KestrelServer.Name: return await KestrelServer.StartAsync(broadcasts);
            case DotNettyServer.Name: return await DotNettyServer.StartAsync(broadcasts);
            default:
                Console.Error.WriteLine($"There is no server {name}.");
                return 0;
        }
    }
}
