namespace ProtoGen.Connections;

/// <summary>The messages that may answer a request, as its caller sees them. Emitted where a request is answered by one of several messages.</summary>
/// <typeparam name="TResult">What the call returns.</typeparam>
public interface IReplyReader<TResult>
{
    /// <summary>The keys of all messages that may answer, faults among them; one array for all calls.</summary>
    static abstract long[] Keys { get; }

    /// <summary>Whether no answer is one as well: the call returns null then.</summary>
    static virtual bool MayBeSilent => false;

    /// <summary>Whether a message is the last of an answer; those before it, if there may be any, leave the request open.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    static virtual bool IsLast(long key) => true;

    /// <summary>Reads the body of an answer.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="body">The body.</param>
    /// <param name="outer">What the body takes from outside.</param>
    /// <param name="result">What the call returns.</param>
    /// <param name="fault">What the call throws instead, if the answer is a fault.</param>
    /// <param name="error">What is wrong with the first bad field.</param>
    /// <returns>Whether the body is legal.</returns>
    static abstract bool TryRead(
        long key, ReadOnlySpan<byte> body, in WireOuter outer, out TResult result, out Exception? fault, out DecodeError error);
}
