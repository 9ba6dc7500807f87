using ProtoGen.Connections;

namespace ProtoGen.Dispatch;

/// <summary>A heartbeat whose reply answers other requests as well, so that it has to wait among them. Whether the peer lives is judged elsewhere.</summary>
internal sealed class PendingHeartbeat<TResult, TReplies> : PendingCall where TReplies : struct, IReplyReader<TResult>
{
    private readonly Action _answered;

    public PendingHeartbeat(long deadline, Action answered)
    {
        _answered = answered;
        Deadline = deadline;
        ReplyKeys = TReplies.Keys;
        MayBeSilent = true;
        TryMarkInFlight();
    }

    public override ReplyOutcome Complete(long key, ReadOnlySpan<byte> body, in WireOuter outer, out DecodeError error)
    {
        if (!TReplies.TryRead(key, body, in outer, out _, out _, out error)) return ReplyOutcome.Malformed;
        if (!TryFinish(out _)) return ReplyOutcome.Late;
        _answered();
        return ReplyOutcome.Completed;
    }

    protected override void SetException(Exception exception)
    {
    }
}
