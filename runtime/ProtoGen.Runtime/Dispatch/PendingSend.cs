using System.Threading.Tasks.Sources;

namespace ProtoGen.Dispatch;

/// <summary>A message without a reply that waits for room or for the connection. Completed once its frame stands in the send buffer.</summary>
internal sealed class PendingSend : PendingCall, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };

    public PendingSend(long deadline) => Deadline = deadline;

    public ValueTask Task => new(this, _source.Version);

    public override void Sent()
    {
        if (TryFinish(out _)) _source.SetResult(true);
    }

    public override ReplyOutcome Complete(long key, ReadOnlySpan<byte> body, in WireOuter outer, out DecodeError error)
    {
        error = default;
        return ReplyOutcome.Late;
    }

    protected override void SetException(Exception exception) => _source.SetException(exception);

    void IValueTaskSource.GetResult(short token) => _source.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);
}
