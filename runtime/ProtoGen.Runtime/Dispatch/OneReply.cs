namespace ProtoGen.Connections;

/// <summary>A request that one message answers.</summary>
/// <typeparam name="TReply">The reply.</typeparam>
public readonly struct OneReply<TReply> : IReplyReader<TReply>, IReplyWriter<TReply> where TReply : struct, IMessage<TReply>
{
    /// <inheritdoc/>
    public static long[] Keys { get; } = [TReply.GetKey(default)];

    /// <inheritdoc/>
    public static bool TryRead(
        long key, ReadOnlySpan<byte> body, in WireOuter outer, out TReply result, out Exception? fault, out DecodeError error)
    {
        fault = null;
        return TReply.TryDecode(body, in outer, out result, out error);
    }

    /// <inheritdoc/>
    public static void Write<TSink>(in TReply answer, in TSink sink) where TSink : struct, IReplySink => sink.Reply(in answer);
}
