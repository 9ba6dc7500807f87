using System.Threading.Tasks.Sources;

namespace ProtoGen.Dispatch;

/// <summary>A request and the task its caller awaits. Pooled: it goes back when both the caller and the lane are done with it.</summary>
internal sealed class PendingRequest<TReply> : PendingCall, IValueTaskSource<TReply> where TReply : struct, IMessage<TReply>
{
    private static readonly CallPool<PendingRequest<TReply>> Pool = new();

    // Callers go on by themselves: user code that blocks must not stop the receive role.
    private ManualResetValueTaskSourceCore<TReply> _source = new() { RunContinuationsAsynchronously = true };
    private int _users;

    public static PendingRequest<TReply> Rent(long deadline)
    {
        var request = Pool.TryTake() ?? new();
        request._users = 2;
        request.Deadline = deadline;
        request.ReplyKey = TReply.GetKey(default);
        return request;
    }

    public ValueTask<TReply> Task => new(this, _source.Version);

    public override ReplyOutcome Complete(ReadOnlySpan<byte> body, out DecodeError error)
    {
        error = default;
        if (IsFinished) return ReplyOutcome.Late;
        var isLegal = TReply.TryDecode(body, out var reply, out error);
        if (!TryFinish(out _)) return ReplyOutcome.Late;
        if (isLegal) _source.SetResult(reply);
        else _source.SetException(new ConnectionException(DisconnectReason.ProtocolViolation, Delivery.Responded, $"The reply is malformed: {error}."));
        return isLegal ? ReplyOutcome.Completed : ReplyOutcome.Malformed;
    }

    /// <summary>Gives a request back that nobody has seen.</summary>
    public void Discard()
    {
        _users = 1;
        Release();
    }

    public override void Release()
    {
        if (Interlocked.Decrement(ref _users) != 0 || MayBeCancelledLate) return;
        Reset();
        _source.Reset();
        Pool.Put(this);
    }

    protected override void SetException(Exception exception) => _source.SetException(exception);

    TReply IValueTaskSource<TReply>.GetResult(short token)
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

    ValueTaskSourceStatus IValueTaskSource<TReply>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<TReply>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
