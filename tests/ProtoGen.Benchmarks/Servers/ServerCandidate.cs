using ProtoGen.Benchmarks.Servers.Candidates;

namespace ProtoGen.Benchmarks.Servers;

/// <summary>One way to serve DeviceLink.</summary>
/// <param name="Name">Who serves.</param>
/// <param name="Start">Starts the process, given whether a request for the time is a cause to tell all the news.</param>
/// <param name="Missing">Why it cannot be started here.</param>
internal sealed record ServerCandidate(string Name, Func<bool, ChildProcess> Start, string? Missing)
{
    /// <summary>Whom all are compared with.</summary>
    public const string Yardstick = TunedServer.Name;

    public static IEnumerable<ServerCandidate> All(NativeServers native) =>
    [
        Managed(Yardstick, TunedServer.Name),
        Managed("ProtoGen", OwnServer.Name),
        Managed("ProtoGen, epoll", OwnServer.Name, "--transport", "epoll"),
        Managed("ProtoGen, epoll, one loop", OwnServer.Name, "--transport", "epoll", "--loops", "1"),
        Managed("System.IO.Pipelines", PipelinesServer.Name),
        Managed("Kestrel ConnectionHandler", KestrelServer.Name),
        Managed("DotNetty", DotNettyServer.Name),
        LeftOut("SuperSocket 2", "its package does not restore"),
        native.Go(),
        native.C(),
    ];

    public static ServerCandidate LeftOut(string name, string reason) => new(name, _ => throw new InvalidOperationException(reason), reason);

    private static ServerCandidate Managed(string name, string server, params string[] options) =>
        new(name, broadcasts => ChildProcess.OfThisProgram(["server-of", server, "--broadcasts", $"{broadcasts}", .. options]), null);
}
