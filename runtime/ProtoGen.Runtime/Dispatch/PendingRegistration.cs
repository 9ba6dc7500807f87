namespace ProtoGen.Dispatch;

/// <summary>The registration a client sent. Its reply is judged on the receive role, before anything behind it is looked at.</summary>
internal sealed class PendingRegistration<TReply> : PendingCall where TReply : struct, IMessage<TReply>
{
    private readonly Func<TReply, bool> _accepts;
    private readonly Action<bool> _judged;

    public PendingRegistration(Func<TReply, bool> accepts, Action<bool> judged)
    {
        (_accepts, _judged) = (accepts, judged);
        ReplyKey = TReply.GetKey(default);
        TryMarkInFlight();
    }

    public override ReplyOutcome Complete(ReadOnlySpan<byte> body, out DecodeError error)
    {
        if (!TReply.TryDecode(body, out var reply, out error)) return ReplyOutcome.Malformed;
        if (!TryFinish(out _)) return ReplyOutcome.Late;
        _judged(_accepts(reply));
        return ReplyOutcome.Completed;
    }

    // The end of the connection reaches the client by itself.
    protected override void SetException(Exception exception)
    {
    }
}
