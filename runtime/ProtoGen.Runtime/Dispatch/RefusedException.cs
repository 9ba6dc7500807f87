using ProtoGen.Dispatch;

namespace ProtoGen;

/// <summary>
/// The server answered the registration, and the answer is none that the schema accepts. It is the inner exception of the
/// <see cref="ConnectionException"/> of everything that a client refused for good is asked to do.
/// </summary>
/// <typeparam name="TReply">What the registration is answered by.</typeparam>
/// <param name="reply">What the server said.</param>
public sealed class RefusedException<TReply>(TReply reply) : Exception($"The server refused the registration: {reply}"), IFault
{
    /// <summary>What the server said.</summary>
    public TReply Reply => reply;
}
