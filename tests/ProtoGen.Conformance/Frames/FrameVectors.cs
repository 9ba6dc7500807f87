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
        var vectors = Read(schema).Vectors.Where(vector => !vector.IsRefused).ToList();
        Assert.NotEmpty(vectors);
        foreach (var vector in vectors) Prove<TFraming, THeader>([.. vector.Frame], vectors[0].Frame.ToArray());
    }

    public static Protocol Read(string schema)
    {
        var result = SchemaCompiler.Compile(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Schemas/frames", schema + ".protogen.yaml")));
        Assert.Empty(result.Diagnostics.Select(found => found.Message));
        return result.Protocol!;
    }

    private static void Prove<TFraming, THeader>(byte[] wire, byte[] other)
        where TFraming : struct, IFraming<THeader>
        where THeader : struct
    {
        var plain = Unescape<TFraming, THeader>(wire);
        Assert.Equal(FrameStatus.Frame, TFraming.ReadHead(plain, TFraming.MaxFrameBytes, out var head));
        Assert.Equal(plain.Length, head.Length);

        if (!TFraming.IsEscaped)
        {
            for (var length = 0; length < plain.Length; length++)
                Assert.Equal(FrameStatus.NeedMore, TFraming.ReadHead(plain.AsSpan(0, length), TFraming.MaxFrameBytes, out _));
            Assert.Equal(FrameStatus.Frame, TFraming.ReadHead((byte[])[.. wire, .. other], TFraming.MaxFrameBytes, out var first));
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
