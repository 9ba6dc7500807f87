namespace ProtoGen.Connections;

/// <summary>What a handler returns, as messages. Emitted where a request is answered by one of several messages.</summary>
/// <typeparam name="TAnswer">What the handler returns.</typeparam>
public interface IReplyWriter<TAnswer>
{
    /// <summary>Gives the sink the message that answers, or none.</summary>
    static abstract void Write<TSink>(in TAnswer answer, in TSink sink) where TSink : struct, IReplySink;

    /// <summary>Takes what a handler threw for its answer: the fault of the request.</summary>
    /// <param name="exception">What it threw.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>Whether it is one; otherwise the handler failed.</returns>
    static virtual bool TryTake(Exception exception, out TAnswer answer)
    {
        answer = default!;
        return false;
    }
}

/// <summary>Sends the message that answers a request.</summary>
public interface IReplySink
{
    /// <summary>Sends it.</summary>
    void Reply<T>(in T message) where T : struct, IMessage<T>;
}
