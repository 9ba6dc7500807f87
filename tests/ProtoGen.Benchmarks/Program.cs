using ProtoGen.Benchmarks;
using ProtoGen.Benchmarks.Build;
using ProtoGen.Benchmarks.Codec;

// One command a benchmark; what is run in a process of its own is a command as well.
return args switch
{
    ["build", .. var rest] => BuildBenchmark.Run(CommandLine.Parse(rest)),
    ["codec", .. var rest] => CodecBenchmark.Run(CommandLine.Parse(rest)),
    ["idle", .. var rest] => await IdleServer.RunAsync(CommandLine.Parse(rest)),
    ["idle-clients", .. var rest] => await IdleClients.RunAsync(CommandLine.Parse(rest)),
    ["ping", .. var rest] => await PingServer.RunAsync(CommandLine.Parse(rest)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project tests/ProtoGen.Benchmarks -- COMMAND

          build [--rounds 5] [--markdown FILE]
              What messages cost to build: C# emitted, the generator at edits, the compiler; beside protobuf and code by hand.
          codec [--rounds 60] [--milliseconds 5] [--markdown FILE]
              Encoding, decoding and viewing three messages, beside what else there is.
          idle [--connections 19000] [--every 30] [--seconds 60] [--register true] [--buffers true] [--parts false]
               [--transport portable|epoll]
              What connections cost that only beat: memory, rented buffers, CPU; with --parts, the objects they are made of. Counting buffers
              adds to what is resident.
          ping [--connections 64] [--depth 1] [--seconds 3] [--rounds 5] [--transport portable|epoll|both] [--pool false]
              Requests over loopback: how many a second, the CPU of each with and without its client's, and what one allocates. Both are measured in turns
              and compared; --pool starts the handlers of epoll on the pool.
        """);
    return 2;
}
