using ProtoGen.Benchmarks;
using ProtoGen.Benchmarks.Build;
using ProtoGen.Benchmarks.Clients;
using ProtoGen.Benchmarks.Codec;
using ProtoGen.Benchmarks.Load;
using ProtoGen.Benchmarks.Servers;
using ProtoGen.Benchmarks.Servers.Candidates;

// One command a benchmark; what is run in a process of its own is a command as well.
return args switch
{
    ["build", .. var rest] => BuildBenchmark.Run(CommandLine.Parse(rest)),
    ["client", .. var rest] => await ClientBenchmark.RunAsync(CommandLine.Parse(rest)),
    ["clients-of", var kind, .. var rest] => await ClientCrowd.RunAsync(kind, CommandLine.Parse(rest)),
    ["codec", .. var rest] => CodecBenchmark.Run(CommandLine.Parse(rest)),
    ["idle", .. var rest] => await IdleServer.RunAsync(CommandLine.Parse(rest)),
    ["idle-clients", .. var rest] => await IdleClients.RunAsync(CommandLine.Parse(rest)),
    ["load"] => LoadGenerator.Run(),
    ["server", .. var rest] => ServerBenchmark.Run(CommandLine.Parse(rest)),
    ["server-of", var name, .. var rest] => await ServerHost.RunAsync(name, CommandLine.Parse(rest)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project tests/ProtoGen.Benchmarks -- COMMAND

          build [--rounds 5] [--markdown FILE]
              What messages cost to build: C# emitted, the generator at edits, the compiler; beside protobuf and code by hand.
          client [--clients 1000] [--rounds 5] [--outage 5] [--markdown FILE]
              Clients whose server is killed, restarted and replaced: when all are ready again, attempts, CPU and memory, beside a client by hand.
          codec [--rounds 60] [--milliseconds 5] [--only Register,Position,Batch] [--markdown FILE]
              Encoding, decoding and viewing three messages, beside what else there is.
          idle [--connections 19000] [--every 30] [--seconds 60] [--register true] [--buffers true] [--parts false]
               [--transport portable|epoll] [--look-up false]
              What connections cost that only beat: memory, rented buffers, CPU; with --parts, the objects they are made of. Counting buffers
              adds to what is resident.
          server [--rounds 7] [--seconds 1] [--only NAMES] [--scenarios ping,crowd,pipeline,broadcast] [--paths true] [--markdown FILE]
              Requests and notices over loopback, our server beside others: messages, latency, the CPU and the allocations of each; with --paths,
              what each way through ours allocates. Linux; compiles its servers in C and Go where there are compilers.
        """);
    return 2;
}
