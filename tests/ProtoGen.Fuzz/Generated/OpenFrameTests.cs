using ProtoGen.Framing;
using ProtoGen.Fuzz.Schemas;
using ProtoGen.Fuzz.Values;
using ProtoGen.Schema;
using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using FrameWriter = ProtoGen.Schema.Layout.Walk.FrameWriter;

namespace ProtoGen.Fuzz.Generated;

/// <summary>Frames without a length, with random fields: generated code finds the end that the walk wrote, waits for every byte before it, and takes none behind it.</summary>
public class OpenFrameTests
{
    private const int SchemasAtOnce = 20;

    [Fact]
    public void Generated_code_finds_the_end_of_random_frames_and_none_in_garbage()
    {
        for (var first = 0; first < Effort.Schemas; first += SchemasAtOnce)
        {
            var seeds = Enumerable.Range(Effort.FirstSeed + first, Math.Min(SchemasAtOnce, Effort.Schemas - first)).ToArray();
            using var code = GeneratedCode.Compile(seeds.Select(RandomSchema.WriteOpen));
            foreach (var seed in seeds) Check(seed, code);
        }
    }

    private static void Check(int seed, GeneratedCode code)
    {
        var protocol = SchemaCompiler.Compile(RandomSchema.WriteOpen(seed)).Protocol!;
        var framing = code.Framing(protocol.Namespace, protocol.Name);
        var random = new Random(seed);
        foreach (var message in protocol.Messages)
        {
            for (var round = 0; round < Effort.Values; round++)
            {
                var frame = new OpenFrame(protocol, message, random);
                var problem = Judge(frame.Wire, frame.BodySize, framing, random) ?? JudgeGarbage(frame, code.Message(protocol.Namespace, message.Name), framing, random);
                Assert.True(problem is null, $"seed {seed}, {message.Name}, {Convert.ToHexString(frame.Wire)}: {problem}\n{RandomSchema.WriteOpen(seed)}");
            }
        }
    }

    private static string? Judge(byte[] wire, int bodySize, IGeneratedFraming framing, Random random)
    {
        var status = framing.ReadHead(wire, out var head);
        if (status != FrameStatus.Frame || head.Length != wire.Length || head.BodyLength != bodySize) return $"{status} {head}";
        for (var length = 0; length < wire.Length; length++)
        {
            // Long frames are cut at some places only.
            if (wire.Length > 200 && random.Next(wire.Length) > 200) continue;
            status = framing.ReadHead(wire.AsSpan(0, length), out var begun);
            if (status != FrameStatus.NeedMore) return $"{status} after {length} bytes";
            if (begun.Length != 0 && (begun.Length <= length || begun.Length > wire.Length)) return $"after {length} bytes at least {begun.Length} are said to be needed";
        }

        var more = new byte[random.Next(40)];
        random.NextBytes(more);
        status = framing.ReadHead((byte[])[.. wire, .. more], out var first);
        if (status != FrameStatus.Frame || first != head) return $"with {Convert.ToHexString(more)} behind it {status} {first}";
        status = framing.ReadHead((byte[])[.. wire, .. wire], out first);
        return status == FrameStatus.Frame && first == head ? null : $"twice {status} {first}";
    }

    /// <summary>A body with wrong bytes in a frame that is otherwise right: what the walk reads is a frame, and what is a frame the walk and the message's own code judge alike.</summary>
    private static string? JudgeGarbage(OpenFrame frame, IGeneratedMessage generated, IGeneratedFraming framing, Random random)
    {
        var body = Garbage.Of(frame.Body, random);
        var wire = frame.Around(body);
        var isLegal = frame.Reads(body);
        var status = framing.ReadHead(wire, out var head);
        if (isLegal && (status != FrameStatus.Frame || head.Length != wire.Length)) return $"the walk reads {Convert.ToHexString(wire)}, generated code says {status} {head}";
        if (status == FrameStatus.Frame && head.Length > wire.Length) return $"{head} in {wire.Length} bytes";
        if (!isLegal && status == FrameStatus.Frame && head.Length == wire.Length && frame.Message.Body.Parameters.Count == 0 && generated.Decode(body, out _) is not null)
            return $"the walk refuses {Convert.ToHexString(wire)}, generated code takes it";
        return null;
    }

    /// <summary>A frame with random values.</summary>
    private sealed class OpenFrame
    {
        private readonly ProtoGen.Schema.Model.Framing _framing;
        private readonly IReadOnlyList<VectorValue> _header;
        private readonly WalkContext _context;

        public OpenFrame(Protocol protocol, Message message, Random random)
        {
            Message = message;
            _framing = protocol.Framing;
            var lead = random.Next(256);
            _header = [new("lead", new IntegerValue(new((long)lead)))];
            var outer = message.Body.Parameters.Select(_ => (long)lead).ToArray();
            _context = WalkContext.Of(protocol) with { Outer = outer.ToEquatableArray() };
            Body = BodyWriter.Write(message.Body, new RandomValues(protocol, random).Of(message.Body, outer), _context);
            Wire = Around(Body);
        }

        public Message Message { get; }

        public byte[] Body { get; }

        public byte[] Wire { get; }

        public int BodySize => Body.Length;

        public byte[] Around(byte[] body) => FrameWriter.Write(_framing, _framing.Variants[0], Message, Message.Ids, _header, body, _context);

        public bool Reads(byte[] body) => BodyReader.TryRead(Message.Body, body, _context, out _, out _);
    }
}
