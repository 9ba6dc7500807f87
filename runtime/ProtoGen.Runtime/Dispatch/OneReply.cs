namespace ProtoGen.Connections;

/// <summary>A request that one message answers.</summary>
/// <typeparam name="TReply">The reply.</typeparam>
public readonly struct OneReply<TReply> : IReplyReader<TReply>, IReplyWriter<TReply> where TReply : struct, IMessage<TReply>
{
    private static readonly long[] ReplyKeys = [TReply.Kind];

    static long[] IReplyReader<TReply>.Keys => ReplyKeys;

    static bool IReplyReader<TReply>.TryRead(
        long key, ReadOnlySpan<byte> body, in WireOuter outer, out TReply result, out Exception? fault, out DecodeError error)
    {
        fault = null;
        return ReplyBody.TryRead(body, in outer, out result, out error);
    }

    static void IReplyWriter<TReply>.Write<TSink>(in TReply answer, in TSink sink) => sink.Reply(in answer);
}
