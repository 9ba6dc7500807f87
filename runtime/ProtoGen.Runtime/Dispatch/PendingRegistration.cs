using ProtoGen.Connections;

namespace ProtoGen.Dispatch;

/// <summary>The registration a client sent. Its reply is judged on the receive role, before anything behind it is looked at; a fault is a refusal.</summary>
internal sealed class PendingRegistration<TResult, TReplies> : PendingCall where TReplies : struct, IReplyReader<TResult>
{
    private readonly Func<TResult, bool> _accepts;
    private readonly Action<TResult, Exception?> _judged;

    /// <param name="accepts">Says whether a reply accepts.</param>
    /// <param name="judged">Gets the reply, and why it is a refusal: null where it is none.</param>
    public PendingRegistration(Func<TResult, bool> accepts, Action<TResult, Exception?> judged)
    {
        (_accepts, _judged) = (accepts, judged);
        ReplyKeys = TReplies.Keys;
        TryMarkInFlight();
    }

    public override ReplyOutcome Complete(long key, ReadOnlySpan<byte> body, in WireOuter outer, out DecodeError error)
    {
        if (!TReplies.TryRead(key, body, in outer, out var result, out var fault, out error)) return ReplyOutcome.Malformed;
        if (!TryFinish(out _)) return ReplyOutcome.Late;
        _judged(result, fault ?? (_accepts(result) ? null : new RefusedException<TResult>(result)));
        return ReplyOutcome.Completed;
    }

    // The end of the connection reaches the client by itself.
    protected override void SetException(Exception exception)
    {
    }
}
