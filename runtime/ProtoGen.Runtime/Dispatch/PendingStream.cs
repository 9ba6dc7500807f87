using System.Threading.Channels;
using ProtoGen.Connections;
using ProtoGen.Heartbeats;

namespace ProtoGen.Dispatch;

/// <summary>
/// A request and the messages that answer it, kept until its caller reads them. What is kept counts as the connection's backlog, so that a slow
/// caller slows the peer down. The deadline is that of each wait: while the caller is busy with a message, none runs.
/// </summary>
internal sealed class PendingStream<TResult, TReplies> : StreamedCall where TReplies : struct, IReplyReader<TResult>
{
    private readonly Channel<(TResult Message, int Bytes)> _kept = Channel.CreateUnbounded<(TResult, int)>();
    private readonly HostClock _clock;
    private readonly long _timeout;
    private bool _isAwaited = true;

    /// <param name="clock">What the timeout is measured by.</param>
    /// <param name="timeout">From now, and again from each wait for a message to its arrival; null for none.</param>
    public PendingStream(HostClock clock, TimeSpan? timeout)
    {
        _clock = clock;
        _timeout = timeout is { } span ? clock.ToTicks(span) : 0;
        ReplyKeys = TReplies.Keys;
        Rewind();
    }

    public override bool EndsWith(long key) => TReplies.IsLast(key);

    public override bool TryPostpone(long now)
    {
        if (Volatile.Read(ref _isAwaited) && _kept.Reader.Count == 0) return false;
        Rewind();
        return true;
    }

    public override ReplyOutcome Complete(long key, ReadOnlySpan<byte> body, in WireOuter outer, out DecodeError error)
    {
        var isLast = TReplies.IsLast(key);
        error = default;
        // It is still on its way: the peer has not fallen silent.
        AbandonedAt = 0;
        if (IsFinished) return isLast ? ReplyOutcome.Late : ReplyOutcome.Completed;
        if (!TReplies.TryRead(key, body, in outer, out var message, out var fault, out error))
        {
            if (TryFinish(out _)) SetException(new ConnectionException(DisconnectReason.ProtocolViolation, Delivery.Responded, $"The reply is malformed: {error}."));
            return ReplyOutcome.Malformed;
        }

        if (isLast && !TryFinish(out _)) return ReplyOutcome.Late;
        if (fault is not null)
        {
            SetException(fault);
            return ReplyOutcome.Completed;
        }

        Rewind();
        Connection?.Streamed(body.Length);
        _kept.Writer.TryWrite((message, body.Length));
        if (isLast) _kept.Writer.TryComplete();
        else if (IsFinished) Drop();
        return ReplyOutcome.Completed;
    }

    /// <summary>The messages as they come, to the last.</summary>
    public async IAsyncEnumerable<TResult> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                if (!_kept.Reader.TryRead(out var next))
                {
                    if (await WaitAsync().ConfigureAwait(false)) continue;
                    break;
                }

                Connection?.StreamRead(next.Bytes);
                yield return next.Message;
            }
        }
        finally
        {
            // Its place stays taken until the last message has come.
            TryFinish(out _);
            Drop();
        }
    }

    protected override void SetException(Exception exception) => _kept.Writer.TryComplete(exception);

    private async ValueTask<bool> WaitAsync()
    {
        Rewind();
        Volatile.Write(ref _isAwaited, true);
        try
        {
            return await _kept.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _isAwaited, false);
        }
    }

    private void Rewind() => Deadline = _timeout == 0 ? long.MaxValue : _clock.Now + _timeout;

    private void Drop()
    {
        while (_kept.Reader.TryRead(out var dropped)) Connection?.StreamRead(dropped.Bytes);
    }
}
