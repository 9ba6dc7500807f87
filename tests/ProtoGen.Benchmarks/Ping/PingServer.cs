namespace ProtoGen.Benchmarks;

/// <summary>Requests and replies over loopback, with plain sockets in the same process, whose CPU is told with the server's and apart: two builds of the runtime are compared by it, one after the other, and two transports in turns.</summary>
internal static class PingServer
{
    public static async Task<int> RunAsync(CommandLine line)
    {
        var both = line.Text("transport") == "both";
        ServerTransport[] transports = both ? [ServerTransport.Portable, ServerTransport.Epoll] : [line.Transport()];
        var contenders = new List<PingContender>();
        foreach (var transport in transports) contenders.Add(await PingContender.StartAsync(line, transport));
        for (var round = 0; round <= line.Number("rounds", 5); round++)
        {
            // The first is for the compiler. Who begins changes.
            foreach (var contender in round % 2 == 0 ? contenders : Enumerable.Reverse(contenders)) await contender.RunAsync(isCounted: round > 0);
        }

        if (both)
        {
            var (portable, epoll) = (contenders[0], contenders[1]);
            Console.WriteLine($"epoll to portable: {epoll.MedianRate / portable.MedianRate:F2} of the requests, {epoll.MedianLoad / portable.MedianLoad:F2} of the server's CPU each");
        }

        foreach (var contender in contenders) await contender.DisposeAsync();
        return 0;
    }
}
