using System.Threading.Tasks.Sources;
using ProtoGen.Connections;

namespace ProtoGen.Dispatch;

/// <summary>A request and the task its caller awaits. Pooled: it goes back when both the caller and the lane are done with it.</summary>
internal sealed class PendingRequest<TResult, TReplies> : PendingCall, IValueTaskSource<TResult>
    where TReplies : struct, IReplyReader<TResult>
{
    private static readonly CallPool<PendingRequest<TResult, TReplies>> Pool = new();

    // Callers go on by themselves: user code that blocks must not stop the receive role.
    private ManualResetValueTaskSourceCore<TResult> _source = new() { RunContinuationsAsynchronously = true };
    private int _users;

    public static PendingRequest<TResult, TReplies> Rent(long deadline, Correlation correlation, bool isResent = false)
    {
        var request = Pool.TryTake() ?? new();
        request._users = 2;
        request.Deadline = deadline;
        request.Correlation = correlation;
        request.ReplyKeys = TReplies.Keys;
        request.MayBeSilent = TReplies.MayBeSilent;
        request.IsResent = isResent;
        return request;
    }

    public ValueTask<TResult> Task => new(this, _source.Version);

    public override ReplyOutcome Complete(long key, ReadOnlySpan<byte> body, in WireOuter outer, out DecodeError error)
    {
        error = default;
        if (IsFinished) return ReplyOutcome.Late;
        var isLegal = TReplies.TryRead(key, body, in outer, out var result, out var fault, out error);
        if (!TryFinish(out _)) return ReplyOutcome.Late;
        if (!isLegal) _source.SetException(new ConnectionException(DisconnectReason.ProtocolViolation, Delivery.Responded, $"The reply is malformed: {error}."));
        else if (fault is not null) _source.SetException(fault);
        else _source.SetResult(result);
        return isLegal ? ReplyOutcome.Completed : ReplyOutcome.Malformed;
    }

    /// <summary>Gives a request back that nobody has seen.</summary>
    public void Discard()
    {
        Withdraw();
        _users = 1;
        Release();
    }

    public override void Release()
    {
        if (Interlocked.Decrement(ref _users) != 0) return;
        ReleaseKept();
        if (MayBeCancelledLate) return;
        Reset();
        _source.Reset();
        Pool.Put(this);
    }

    protected override void SetException(Exception exception) => _source.SetException(exception);

    // Null: only results that may be have replies that may be missing.
    protected override void SetSilent() => _source.SetResult(default!);

    TResult IValueTaskSource<TResult>.GetResult(short token)
    {
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            Release();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<TResult>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<TResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
