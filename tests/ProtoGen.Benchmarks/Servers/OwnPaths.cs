using ProtoGen.Benchmarks.Load;
using ProtoGen.Benchmarks.Servers.Candidates;

namespace ProtoGen.Benchmarks.Servers;

/// <summary>What a message allocates on each way through our server, once pools are full and code is compiled.</summary>
internal static class OwnPaths
{
    private const int Connections = 64;

    public static IReadOnlyList<(string Path, double Bytes)> Measure(LoadProcess load, TimeSpan time) =>
    [
        ("heartbeat, answered by the runtime", Measure(load, OwnPath.AtOnce, "beat", 1, time)),
        ("request, handler completes at once", Measure(load, OwnPath.AtOnce, "time", 1, time)),
        ("64 requests at once", Measure(load, OwnPath.AtOnce, "time", 64, time)),
        ("request, handler completes later", Measure(load, OwnPath.Later, "time", 1, time)),
        ("64 requests at once, handlers complete later", Measure(load, OwnPath.Later, "time", 64, time)),
        ("64 requests at once, up to four handlers beside each other", Measure(load, OwnPath.Beside, "time", 64, time)),
        ("request and notice to the peer of the handler", Measure(load, OwnPath.PushToPeer, "news", 1, time)),
        ("request and notice to the session of a key", Measure(load, OwnPath.PushToKey, "news", 1, time)),
    ];

    private static double Measure(LoadProcess load, OwnPath path, string kind, int depth, TimeSpan time)
    {
        using var server = new ServerProcess($"ProtoGen, {path}", ChildProcess.OfThisProgram("server-of", OwnServer.Name, "--path", $"{path}"));
        load.Connect(server.Port, Connections);
        load.Run(kind, depth, TimeSpan.FromSeconds(1));
        var allocated = server.AllocatedBytes;
        var result = load.Run(kind, depth, time);
        allocated = server.AllocatedBytes - allocated;
        load.Close();
        return (double)allocated / result.Messages;
    }
}
