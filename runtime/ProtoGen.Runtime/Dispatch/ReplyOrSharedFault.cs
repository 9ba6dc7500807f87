namespace ProtoGen.Connections;

/// <summary>A request that a reply answers, or the fault of the whole protocol under an id of this request's own.</summary>
/// <typeparam name="TReply">The reply.</typeparam>
/// <typeparam name="TMessage">The fault as this request gets it; it may not look like the reply.</typeparam>
/// <typeparam name="TFault">The fault as callers and handlers have it.</typeparam>
public readonly struct ReplyOrSharedFault<TReply, TMessage, TFault> : IReplyReader<TReply>, IReplyWriter<Answer<TReply, TFault>>
    where TReply : struct, IMessage<TReply>
    where TMessage : struct, IFaultOf<TMessage, TFault>
    where TFault : struct
{
    private static readonly long[] ReplyKeys = [TReply.Kind, TMessage.Kind];

    static long[] IReplyReader<TReply>.Keys => ReplyKeys;

    static bool IReplyReader<TReply>.TryRead(
        long key, ReadOnlySpan<byte> body, in WireOuter outer, out TReply result, out Exception? fault, out DecodeError error)
    {
        fault = null;
        if (key == ReplyKeys[0]) return ReplyBody.TryRead(body, in outer, out result, out error);
        result = default;
        return ReplyBody.TryReadSharedFault<TMessage, TFault>(body, in outer, out fault, out error);
    }

    static void IReplyWriter<Answer<TReply, TFault>>.Write<TSink>(in Answer<TReply, TFault> answer, in TSink sink)
    {
        if (answer.IsFault) sink.Reply<TMessage>(answer.Fault);
        else sink.Reply(answer.Reply);
    }

    static bool IReplyWriter<Answer<TReply, TFault>>.TryTake(Exception exception, out Answer<TReply, TFault> answer)
    {
        var thrown = exception as FaultException<TFault>;
        answer = thrown is null ? default : thrown.Fault;
        return thrown is not null;
    }
}
