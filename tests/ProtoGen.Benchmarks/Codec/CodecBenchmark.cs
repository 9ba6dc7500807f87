using ProtoGen.Benchmarks.Codec.Candidates;
using ProtoGen.Benchmarks.Codec.Generated;

namespace ProtoGen.Benchmarks.Codec;

/// <summary>Encoding, decoding and looking at three messages, beside what users would take instead.</summary>
internal static class CodecBenchmark
{
    private const string Ours = "ProtoGen", Tuned = "hand-tuned", Written = "hand-written";

    public static int Run(CommandLine options)
    {
        var timing = new Timing(options.Number("rounds", 60), TimeSpan.FromMilliseconds(options.Number("milliseconds", 5)));
        var table = new Table();
        var only = options.Text("only")?.Split(',');
        foreach (var (message, loops) in Messages().Where(one => only is null || only.Any(name => one.Message.StartsWith(name, StringComparison.Ordinal)))) table.Add(message, timing.Measure(loops));
        table.Print(options.Text("markdown"));
        return 0;
    }

    private static IEnumerable<(string Message, List<Loop> Loops)> Messages()
    {
        var register = new Candidates<Register>("Register, two texts of fixed width, 51 bytes");
        register.Same<EmittedRegister>(Ours).Same<TunedRegister>(Tuned).Same<WrittenRegister>(Written).Same<StreamsRegister>("BinaryWriter/Reader")
            .Other<MarshalledRegister, MarshalledRegister.Packed>("Marshal").Other<MemoryPackedOf<PackRegister>, PackRegister>("MemoryPack")
            .Other<MessagePackedOf<PackRegister>, PackRegister>("MessagePack").Other<ProtobufRegister, Protobuf.Register>("Google.Protobuf")
            .Other<ProtobufNetOf<PackRegister>, PackRegister>("protobuf-net").View<EmittedRegister>(Ours).View<TunedRegister>(Tuned);
        yield return (register.Message, register.Loops);

        var position = new Candidates<Position>("Position, 18 numbers, 64 bytes");
        position.Same<EmittedPosition>(Ours).Same<TunedPosition>(Tuned).Same<WrittenPosition>(Written).Same<StreamsPosition>("BinaryWriter/Reader")
            .Other<MemoryPackedOf<PackPosition>, PackPosition>("MemoryPack").Other<MessagePackedOf<PackPosition>, PackPosition>("MessagePack")
            .Other<ProtobufPosition, Protobuf.Position>("Google.Protobuf").Other<ProtobufNetOf<PackPosition>, PackPosition>("protobuf-net")
            .View<EmittedPosition>(Ours).View<TunedPosition>(Tuned);
        yield return (position.Message, position.Loops);

        var batch = new Candidates<Batch>("Batch, 100 records, a text and 1 KiB, 1,953 bytes");
        batch.Same<EmittedBatch>(Ours).Same<TunedBatch>(Tuned).Same<WrittenBatch>(Written).Same<StreamsBatch>("BinaryWriter/Reader")
            .Other<MemoryPackedOf<PackBatch>, PackBatch>("MemoryPack").Other<MessagePackedOf<PackBatch>, PackBatch>("MessagePack")
            .Other<ProtobufBatch, Protobuf.Batch>("Google.Protobuf").Other<ProtobufNetOf<PackBatch>, PackBatch>("protobuf-net")
            .View<EmittedBatch>(Ours).View<TunedBatch>(Tuned);
        yield return (batch.Message, batch.Loops);
    }
}
