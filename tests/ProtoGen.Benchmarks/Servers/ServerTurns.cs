using ProtoGen.Benchmarks.Load;

namespace ProtoGen.Benchmarks.Servers;

/// <summary>The turns of one server in one scenario.</summary>
internal sealed class ServerTurns(Scenario scenario, ServerProcess server, LoadProcess load) : IDisposable
{
    private readonly List<ServerTurn> _turns = [];

    public string Name => server.Name;

    public IReadOnlyList<ServerTurn> Turns => _turns;

    public void Check()
    {
        if (scenario.IsBroadcast) ServerCheck.Broadcast(server);
        else ServerCheck.Requests(server);
    }

    // Connections are made anew each time, so that no server is the one whose connections have a better place in memory.
    public void Run(TimeSpan time, bool isCounted)
    {
        try
        {
            load.Connect(server.Port, scenario.Connections);
            // The pools fill, and the load generator gets its speed.
            load.Run(scenario.Kind, scenario.Depth, time / 10);
            var (allocated, processor) = (server.AllocatedBytes, server.ProcessorTime);
            var result = load.Run(scenario.Kind, scenario.Depth, time);
            var turn = new ServerTurn(result, (server.ProcessorTime - processor).TotalMicroseconds / result.Messages, (double)(server.AllocatedBytes - allocated) / result.Messages);
            load.Close();
            if (isCounted) _turns.Add(turn);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException($"{server.Name} failed in \"{scenario.Name}\".", exception);
        }
    }

    public void Dispose() => server.Dispose();
}

/// <summary>What one server did in one round.</summary>
/// <param name="Load">As the load generator saw it.</param>
/// <param name="Processor">Microseconds of CPU the server used for a message.</param>
/// <param name="Allocated">Bytes it allocated for a message.</param>
internal sealed record ServerTurn(LoadResult Load, double Processor, double Allocated)
{
    public double Rate => Load.Messages / Load.Seconds;
}
