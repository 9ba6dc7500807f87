namespace ProtoGen.Connections;

/// <summary>A request that a reply or a fault answers.</summary>
/// <typeparam name="TReply">The reply.</typeparam>
/// <typeparam name="TFault">The fault; it may not look like the reply.</typeparam>
public readonly struct ReplyOrFault<TReply, TFault> : IReplyReader<TReply>, IReplyWriter<Answer<TReply, TFault>>
    where TReply : struct, IMessage<TReply>
    where TFault : struct, IMessage<TFault>
{
    /// <inheritdoc/>
    public static long[] Keys { get; } = [TReply.GetKey(default), TFault.GetKey(default)];

    /// <inheritdoc/>
    public static bool TryRead(
        long key, ReadOnlySpan<byte> body, in WireOuter outer, out TReply result, out Exception? fault, out DecodeError error)
    {
        if (key == Keys[0]) return OneReply<TReply>.TryRead(key, body, in outer, out result, out fault, out error);
        result = default;
        return FaultReply.TryRead<TFault>(body, in outer, out fault, out error);
    }

    /// <inheritdoc/>
    public static void Write<TSink>(in Answer<TReply, TFault> answer, in TSink sink) where TSink : struct, IReplySink
    {
        if (answer.IsFault) sink.Reply(answer.Fault);
        else sink.Reply(answer.Reply);
    }
}
