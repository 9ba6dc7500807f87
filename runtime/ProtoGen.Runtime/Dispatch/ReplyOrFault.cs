namespace ProtoGen.Connections;

/// <summary>A request that a reply or a fault answers.</summary>
/// <typeparam name="TReply">The reply.</typeparam>
/// <typeparam name="TFault">The fault; it may not look like the reply.</typeparam>
public readonly struct ReplyOrFault<TReply, TFault> : IReplyReader<TReply>, IReplyWriter<Answer<TReply, TFault>>
    where TReply : struct, IMessage<TReply>
    where TFault : struct, IMessage<TFault>
{
    private static readonly long[] ReplyKeys = [TReply.Kind, TFault.Kind];

    static long[] IReplyReader<TReply>.Keys => ReplyKeys;

    static bool IReplyReader<TReply>.TryRead(
        long key, ReadOnlySpan<byte> body, in WireOuter outer, out TReply result, out Exception? fault, out DecodeError error)
    {
        fault = null;
        if (key == ReplyKeys[0]) return ReplyBody.TryRead(body, in outer, out result, out error);
        result = default;
        return ReplyBody.TryReadFault<TFault>(body, in outer, out fault, out error);
    }

    static void IReplyWriter<Answer<TReply, TFault>>.Write<TSink>(in Answer<TReply, TFault> answer, in TSink sink)
    {
        if (answer.IsFault) sink.Reply(answer.Fault);
        else sink.Reply(answer.Reply);
    }

    static bool IReplyWriter<Answer<TReply, TFault>>.TryTake(Exception exception, out Answer<TReply, TFault> answer)
    {
        var thrown = exception as FaultException<TFault>;
        answer = thrown is null ? default : thrown.Fault;
        return thrown is not null;
    }
}
