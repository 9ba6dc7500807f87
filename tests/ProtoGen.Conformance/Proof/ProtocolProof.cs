using ProtoGen.Framing;
using ProtoGen.Schema.Model;

namespace ProtoGen.Conformance.Proof;

/// <summary>Holds the emitted code of a protocol against the example frames of its schema.</summary>
internal abstract class ProtocolProof
{
    /// <summary>The proof of a protocol whose code is in this assembly.</summary>
    public static ProtocolProof Of(Protocol protocol)
    {
        var framing = typeof(ProtocolProof).Assembly.GetType($"{protocol.Namespace}.{protocol.Name}Framing", throwOnError: true)!;
        var header = framing.GetInterfaces().Single(known => known.IsGenericType && known.GetGenericTypeDefinition() == typeof(IFraming<>)).GenericTypeArguments[0];
        return (ProtocolProof)Activator.CreateInstance(typeof(ProtocolProof<,>).MakeGenericType(framing, header), protocol)!;
    }

    /// <summary>A frame is found, decoded to the values beside it, encoded to the same bytes, waited for at every byte, and told from the one after it.</summary>
    public abstract void Prove(Vector vector);

    /// <summary>A frame that must be refused is.</summary>
    public abstract void ProveRefused(Vector vector);
}

/// <summary>The same with the types of the protocol.</summary>
internal sealed class ProtocolProof<TFraming, THeader>(Protocol protocol) : ProtocolProof
    where TFraming : struct, IFraming<THeader>
    where THeader : struct
{
    /// <inheritdoc/>
    public override void Prove(Vector vector)
    {
        var message = protocol.Messages.Single(known => known.Name == vector.Message);
        var wire = vector.Frame.ToArray();
        var plain = Plain(wire);
        Assert.NotNull(plain);
        var state = StateOf(message, plain);
        Assert.Equal(FrameStatus.Frame, ReadHead(plain, state, out var head));
        Assert.Equal(plain.Length, head.Length);
        if (!message.CatchesUnknown) Assert.Equal(message.Key, TFraming.MessageKey(head.Key));
        else Assert.DoesNotContain(protocol.Messages, known => !known.CatchesUnknown && known.Key == head.Key && known.From == message.From);
        if (!TFraming.IsEscaped && !TFraming.HasFramer) ProveCuts(plain, state, head);

        var type = typeof(ProtocolProof).Assembly.GetType($"{protocol.Namespace}.{message.Name}", throwOnError: true)!;
        var body = (IBodyProof)Activator.CreateInstance(typeof(BodyProof<>).MakeGenericType(typeof(TFraming), typeof(THeader), type))!;
        body.Prove(protocol, message, vector, plain, head, fromServer: state % 2 == 1);
    }

    /// <inheritdoc/>
    public override void ProveRefused(Vector vector)
    {
        var message = protocol.Messages.Single(known => known.Name == vector.Message);
        if (Plain(vector.Frame.ToArray()) is not { } plain) return;
        if (ReadHead(plain, StateOf(message, plain), out var head) != FrameStatus.Frame || head.Length != plain.Length || TFraming.MessageKey(head.Key) != message.Key) return;

        var type = typeof(ProtocolProof).Assembly.GetType($"{protocol.Namespace}.{message.Name}", throwOnError: true)!;
        var body = (IBodyProof)Activator.CreateInstance(typeof(BodyProof<>).MakeGenericType(typeof(TFraming), typeof(THeader), type))!;
        Assert.False(body.TryDecode(plain, head), $"{Convert.ToHexString(plain)} is taken for a {message.Name}");
    }

    private static void ProveCuts(byte[] plain, int state, FrameHead head)
    {
        for (var length = 0; length < plain.Length; length++)
            Assert.Equal(FrameStatus.NeedMore, ReadHead(plain.AsSpan(0, length), state, out _));
        Assert.Equal(FrameStatus.Frame, ReadHead((byte[])[.. plain, .. plain], state, out var first));
        Assert.Equal(head, first);
    }

    private static FrameStatus ReadHead(ReadOnlySpan<byte> input, int state, out FrameHead head) => TFraming.HasStates
        ? TFraming.ReadHead(input, TFraming.MaxFrameBytes, state, out head)
        : TFraming.ReadHead(input, TFraming.MaxFrameBytes, out head);

    /// <summary>The state and the side that says a frame; of both sides, the client's unless its frames are others.</summary>
    private int StateOf(Message message, byte[] plain)
    {
        var client = 2 * Math.Max(0, protocol.States.Select(known => known.Name).ToList().IndexOf(message.State ?? ""));
        if (message.From == Direction.Server) return client + 1;
        return message.From == Direction.Both && ReadHead(plain, client, out _) != FrameStatus.Frame ? client + 1 : client;
    }

    private static byte[]? Plain(byte[] wire)
    {
        ReadOnlySpan<byte> input = wire;
        if (TFraming.HasFramer) return FrameBodies.Cut<TFraming, THeader>(ref input, TFraming.MaxFrameBytes, out var cut) == FrameStatus.Frame && input.IsEmpty ? cut.ToArray() : null;
        if (!TFraming.IsEscaped) return wire;
        if (EscapedFrames.Find<TFraming, THeader>(ref input, TFraming.MaxWireBytes, 0, out var content) != FrameStatus.Frame || !input.IsEmpty) return null;
        return EscapedFrames.TryUnescape<TFraming, THeader>(content, new byte[content.Length], out var plain) ? plain.ToArray() : null;
    }

    /// <summary>The part of the proof that knows the message's type.</summary>
    private interface IBodyProof
    {
        void Prove(Protocol protocol, Message message, Vector vector, byte[] plain, FrameHead head, bool fromServer);

        bool TryDecode(byte[] plain, FrameHead head);
    }

    private sealed class BodyProof<T> : IBodyProof where T : struct, IMessage<T>
    {
        public void Prove(Protocol protocol, Message message, Vector vector, byte[] plain, FrameHead head, bool fromServer)
        {
            Assert.True(Decode(plain, head, out var record, out var error), error.ToString());
            new ValueComparison(protocol).AssertSame(message.Body, record, vector.Values);

            var header = TFraming.ReadHeader(plain, in head);
            var written = new byte[(2 * plain.Length) + 64];
            var size = FrameWriter.Write<TFraming, THeader, T>(in record, in header, written, fromServer);
            Assert.Equal(Convert.ToHexString(vector.Frame.ToArray()), Convert.ToHexString(written.AsSpan(0, size)));
        }

        // What both sides say in frames of their own has another key in those of the server.
        private static long KindIn(FrameHead head) => TFraming.FrameKey(T.Kind, fromServer: TFraming.MessageKey(head.Key) != head.Key);

        public bool TryDecode(byte[] plain, FrameHead head) => Decode(plain, head, out _, out _);

        private static bool Decode(byte[] plain, FrameHead head, out T record, out DecodeError error)
        {
            var body = plain.AsSpan(head.BodyOffset, head.BodyLength);
            if (!TFraming.HasParameters && !TFraming.CatchesUnknown) return T.TryDecode(body, out record, out error);
            var header = TFraming.ReadHeader(plain, in head);
            TFraming.GetOuter(KindIn(head), in header, TFraming.DefaultProfile, out var outer);
            return T.TryDecode(body, outer.WithKey(head.Key), out record, out error);
        }
    }
}
