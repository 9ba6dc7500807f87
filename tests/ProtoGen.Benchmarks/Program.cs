using ProtoGen.Benchmarks;

// One command a benchmark; what is run in a process of its own is a command as well.
return args switch
{
    ["idle", .. var rest] => await IdleServer.RunAsync(CommandLine.Parse(rest)),
    ["idle-clients", .. var rest] => await IdleClients.RunAsync(CommandLine.Parse(rest)),
    ["ping", .. var rest] => await PingServer.RunAsync(CommandLine.Parse(rest)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project tests/ProtoGen.Benchmarks -- COMMAND

          idle [--connections 19000] [--every 30] [--seconds 60] [--register true] [--buffers true] [--parts false]
              What connections cost that only beat: memory, rented buffers, CPU; with --parts, which objects they are. Counting buffers
              adds to what is resident.

          ping [--connections 64] [--depth 1] [--seconds 3] [--rounds 5]
              Requests a second over loopback, and what one allocates.
        """);
    return 2;
}
