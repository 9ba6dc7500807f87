namespace ProtoGen.Connections;

/// <summary>A request whose values say whether an answer is due. Null where none is: then the call never waits.</summary>
/// <typeparam name="TReplies">What it says otherwise.</typeparam>
/// <typeparam name="TResult">What the call returns then.</typeparam>
/// <typeparam name="TAnswer">What the handler returns then.</typeparam>
public readonly struct WhereDue<TReplies, TResult, TAnswer> : IReplyReader<TResult?>, IReplyWriter<TAnswer?>
    where TReplies : struct, IReplyReader<TResult>, IReplyWriter<TAnswer>
    where TResult : struct
    where TAnswer : struct
{
    static long[] IReplyReader<TResult?>.Keys => TReplies.Keys;

    static bool IReplyReader<TResult?>.TryRead(
        long key, ReadOnlySpan<byte> body, in WireOuter outer, out TResult? result, out Exception? fault, out DecodeError error)
    {
        var isLegal = TReplies.TryRead(key, body, in outer, out var value, out fault, out error);
        result = value;
        return isLegal;
    }

    static void IReplyWriter<TAnswer?>.Write<TSink>(in TAnswer? answer, in TSink sink)
    {
        if (answer is { } said) TReplies.Write(in said, in sink);
    }

    static bool IReplyWriter<TAnswer?>.TryTake(Exception exception, out TAnswer? answer)
    {
        var isAnswer = TReplies.TryTake(exception, out var said);
        answer = said;
        return isAnswer;
    }
}
