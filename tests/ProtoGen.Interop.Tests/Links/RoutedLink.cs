namespace ProtoGen.Interop.Tests.Links;

/// <summary>
/// Three network namespaces in a line: A, with the client, a router R, and B, with the server. When the router stops to forward, bytes vanish
/// both ways and neither side is told, as when a cable is pulled behind a switch. Needs no privileges where users may make namespaces.
/// </summary>
internal sealed class RoutedLink : IAsyncDisposable
{
    public const string Server = "10.55.2.2";

    private const string Setup = """
        set -e
        trap 'kill $(jobs -p) 2>/dev/null' EXIT
        mount -t tmpfs none /run
        for name in A R B; do ip netns add $name; ip -n $name link set lo up; done
        ip link add name toA type veth peer name a0
        ip link add name toB type veth peer name b0
        ip link set toA netns R; ip link set toB netns R; ip link set a0 netns A; ip link set b0 netns B
        ip -n R addr add 10.55.1.1/24 dev toA; ip -n R addr add 10.55.2.1/24 dev toB
        ip -n A addr add 10.55.1.2/24 dev a0; ip -n B addr add 10.55.2.2/24 dev b0
        ip -n R link set toA up; ip -n R link set toB up; ip -n A link set a0 up; ip -n B link set b0 up
        ip -n A route add default via 10.55.1.1; ip -n B route add default via 10.55.2.1
        ip netns exec R sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'
        echo link is up
        """;

    private static readonly Lazy<string?> Problem = new(FindProblem);

    private RoutedLink(ChildProcess shell) => Shell = shell;

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? WhyNot => Problem.Value;

    /// <summary>The output of both sides, each line after the name of its side.</summary>
    public ChildProcess Shell { get; }

    public static async Task<RoutedLink> Make()
    {
        var link = new RoutedLink(ChildProcess.Start("unshare", "-rnm", "sh"));
        try
        {
            await link.Shell.Write(Setup);
            await link.Shell.Expect("link is up");
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    public Task Start(string name, string @namespace, string arguments) =>
        Shell.Write($"ip netns exec {@namespace} dotnet '{LinkPeer.Program}' {arguments} 2>&1 | sed -u 's/^/{name}: /' &");

    /// <summary>Once it returns nothing gets through any more.</summary>
    public Task Cut() => Forward(0);

    public Task Heal() => Forward(1);

    public async ValueTask DisposeAsync()
    {
        try
        {
            // The shell's trap ends what it started.
            await Shell.Write("for name in A B; do kill $(ip netns pids $name) 2>/dev/null || true; done; exit 0");
            await Shell.Exit(Deadline.Usual);
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // It has ended already, or is ended below.
        }

        await Shell.DisposeAsync();
    }

    private async Task Forward(int on)
    {
        await Shell.Write($"ip netns exec R sh -c 'echo {on} > /proc/sys/net/ipv4/ip_forward' && echo forwarding {on}");
        await Shell.Expect($"forwarding {on}");
    }

    private static string? FindProblem()
    {
        if (!OperatingSystem.IsLinux()) return "Network namespaces are Linux's.";
        try
        {
            return Task.Run(async () =>
            {
                await using var link = await Make();
                return (string?)null;
            }).GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            return $"Network namespaces cannot be made here: {exception.Message.ReplaceLineEndings(" ")}";
        }
    }
}

/// <summary>A test with a <see cref="RoutedLink"/>: skipped with the reason where there can be none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RoutedTheoryAttribute : TheoryAttribute
{
    public RoutedTheoryAttribute() => Skip = RoutedLink.WhyNot;
}
