using ProtoGen.Framing;
using ProtoGen.Schema;
using ProtoGen.Schema.Model;

namespace ProtoGen.Conformance.Frames;

/// <summary>The example frames of a schema, held against the framing that is emitted for it.</summary>
internal static class FrameVectors
{
    /// <summary>Every frame is found, whole, in pieces and glued to another, and is written again from its header and body.</summary>
    public static void Prove<TFraming, THeader>(string schema)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        var protocol = Read(schema);
        var vectors = protocol.Vectors.Where(vector => !vector.IsRefused).ToList();
        Assert.NotEmpty(vectors);
        foreach (var vector in vectors)
        {
            var message = protocol.Messages.Single(known => known.Name == vector.Message);
            Prove<TFraming, THeader>([.. vector.Frame], Stream(protocol, message), message.From == Direction.Server ? message.ServerKey ?? message.Key : message.Key);
        }
    }

    /// <summary>Whose bytes these are, and in which state: twice the state, and one for the server's.</summary>
    private static int Stream(Protocol protocol, Message message) =>
        (2 * protocol.States.TakeWhile(state => state.Name != message.State).Count()) + (message.From == Direction.Server ? 1 : 0);

    private static FrameStatus ReadHead<TFraming, THeader>(ReadOnlySpan<byte> input, int stream, out FrameHead head)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct => TFraming.HasStates
        ? TFraming.ReadHead(input, TFraming.MaxFrameBytes, stream, out head)
        : TFraming.ReadHead(input, TFraming.MaxFrameBytes, out head);

    public static Protocol Read(string schema)
    {
        var result = SchemaCompiler.Compile(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas/frames", schema + ".protogen.yaml")));
        Assert.Empty(result.Diagnostics.Select(found => found.Message));
        return result.Protocol!;
    }

    private static void Prove<TFraming, THeader>(byte[] wire, int stream, long key)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        var plain = Unescape<TFraming, THeader>(wire);
        Assert.Equal(FrameStatus.Frame, ReadHead<TFraming, THeader>(plain, stream, out var head));
        Assert.Equal((plain.Length, key), (head.Length, head.Key));

        if (!TFraming.IsEscaped)
        {
            for (var length = 0; length < plain.Length; length++)
                Assert.Equal(FrameStatus.NeedMore, ReadHead<TFraming, THeader>(plain.AsSpan(0, length), stream, out _));
            Assert.Equal(FrameStatus.Frame, ReadHead<TFraming, THeader>((byte[])[.. wire, .. wire], stream, out var first));
            Assert.Equal(head, first);
        }

        var header = TFraming.ReadHeader(plain, in head);
        Assert.Equal(plain.Length, TFraming.GetFrameSize(in header, head.Key, head.BodyLength, out var bodyOffset));
        Assert.Equal(head.BodyOffset, bodyOffset);
        var written = new byte[plain.Length];
        plain.AsSpan(bodyOffset, head.BodyLength).CopyTo(written.AsSpan(bodyOffset));
        TFraming.Seal(written, in header, head.Key, head.BodyLength);
        Assert.Equal(Convert.ToHexString(plain), Convert.ToHexString(written));
    }

    private static byte[] Unescape<TFraming, THeader>(byte[] wire)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        if (!TFraming.IsEscaped) return wire;
        ReadOnlySpan<byte> input = wire;
        Assert.Equal(FrameStatus.Frame, EscapedFrames.Find<TFraming, THeader>(ref input, TFraming.MaxWireBytes, 0, out var content));
        Assert.True(input.IsEmpty);
        Assert.True(EscapedFrames.TryUnescape<TFraming, THeader>(content, new byte[content.Length], out var plain));
        return plain.ToArray();
    }
}
