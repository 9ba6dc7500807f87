namespace ProtoGen.Connections;

/// <summary>What a handler returns, as messages. Emitted where a request is answered by one of several messages.</summary>
/// <typeparam name="TAnswer">What the handler returns.</typeparam>
public interface IReplyWriter<TAnswer>
{
    /// <summary>Gives the sink the message that answers, or none.</summary>
    static abstract void Write<TSink>(in TAnswer answer, in TSink sink) where TSink : struct, IReplySink;
}

/// <summary>Sends the message that answers a request.</summary>
public interface IReplySink
{
    /// <summary>Sends it.</summary>
    void Reply<T>(in T message) where T : struct, IMessage<T>;
}
