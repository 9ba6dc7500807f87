using ProtoGen.Connections;

namespace ProtoGen.Dispatch;

/// <summary>The registration a client sent. Its reply is judged on the receive role, before anything behind it is looked at; a fault is a refusal.</summary>
internal sealed class PendingRegistration<TResult, TReplies> : PendingCall where TReplies : struct, IReplyReader<TResult>
{
    private readonly Func<TResult, bool> _accepts;
    private readonly Func<TResult, bool>? _passes;
    private readonly Action<TResult, Exception?, DisconnectReason> _judged;

    /// <param name="accepts">Says whether a reply accepts.</param>
    /// <param name="passes">Says whether a refusal passes; null where none does.</param>
    /// <param name="judged">Gets the reply, why it is a refusal, null where it is none, and what the connection ends for then.</param>
    public PendingRegistration(Func<TResult, bool> accepts, Func<TResult, bool>? passes, Action<TResult, Exception?, DisconnectReason> judged)
    {
        (_accepts, _passes, _judged) = (accepts, passes, judged);
        ReplyKeys = TReplies.Keys;
        TryMarkInFlight();
    }

    public override ReplyOutcome Complete(long key, ReadOnlySpan<byte> body, in WireOuter outer, out DecodeError error)
    {
        if (!TReplies.TryRead(key, body, in outer, out var result, out var fault, out error)) return ReplyOutcome.Malformed;
        if (!TryFinish(out _)) return ReplyOutcome.Late;
        var refusal = fault ?? (_accepts(result) ? null : new RefusedException<TResult>(result));
        var passes = fault is null && refusal is not null && _passes is not null && _passes(result);
        _judged(result, refusal, passes ? DisconnectReason.RegisterPostponed : DisconnectReason.RegisterRejected);
        return ReplyOutcome.Completed;
    }

    // The end of the connection reaches the client by itself.
    protected override void SetException(Exception exception)
    {
    }
}
