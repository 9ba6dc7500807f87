namespace ProtoGen.Benchmarks.Servers;

/// <summary>What is asked of the servers.</summary>
/// <param name="Key">As the command line names it.</param>
/// <param name="Name">For people.</param>
/// <param name="Connections">How many.</param>
/// <param name="Depth">Requests under way on each.</param>
internal sealed record Scenario(string Key, string Name, int Connections, int Depth)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("ping", "Ping-pong, 64 connections", 64, 1),
        new("crowd", "Ping-pong, 1,024 connections", 1024, 1),
        new("pipeline", "64 requests at once on each of 64 connections", 64, 64),
        new("broadcast", "A notice to each of 5,000 connections", 5000, 1),
    ];

    public bool IsBroadcast => Key == "broadcast";

    public string Kind => IsBroadcast ? "broadcast" : "time";
}
