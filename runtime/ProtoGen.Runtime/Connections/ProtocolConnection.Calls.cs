using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ProtoGen.Dispatch;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

// What this side says on its own account.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    /// <inheritdoc cref="TrySend{T}(in T, in THeader)"/>
    public SendResult TrySend<T>(in T message) where T : struct, IMessage<T> => TrySend(in message, default);

    /// <summary>Sends a message if there is room at once.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    public SendResult TrySend<T>(in T message, in THeader header) where T : struct, IMessage<T>
    {
        var plan = Measure(in message, in header);
        lock (Gate)
        {
            if (CheckSend(plan.FrameBytes) is var result and not SendResult.Sent) return result;
            Commit(in message, in header, in plan);
            if (Output.IsSending) return SendResult.Sent;
        }

        RequestSend();
        return SendResult.Sent;
    }

    /// <inheritdoc cref="SendAsync{T}(T, THeader, CancellationToken)"/>
    public ValueTask SendAsync<T>(T message, CancellationToken cancel) where T : struct, IMessage<T> => SendAsync(message, default, cancel);

    /// <summary>Sends a message, waiting for room if too much is queued. Cancelling ends the wait, never a send that has begun.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">The connection is closed or not registered.</exception>
    public ValueTask SendAsync<T>(T message, THeader header, CancellationToken cancel) where T : struct, IMessage<T>
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled(cancel);
        var plan = Measure(in message, in header);
        return TrySendOrWait(in message, in header, in plan, long.MaxValue, cancel, out var task) ? task : ValueTask.FromException(Refusal());
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    /// <param name="message">The request.</param>
    /// <param name="timeout">From now until the reply; must be positive. Null for <see cref="ConnectionLimits.RequestTimeout"/>.</param>
    /// <param name="cancel">Ends the wait; the request may have been handled.</param>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">No reply came; says whether the request was sent.</exception>
    public ValueTask<TReply> RequestAsync<TRequest, TReply>(TRequest message, TimeSpan? timeout, CancellationToken cancel)
        where TRequest : struct, IRequest<TRequest, TReply>
        where TReply : struct, IMessage<TReply> => RequestAsync<TRequest, TReply, OneReply<TReply>>(message, default, default, timeout, cancel);

    /// <summary>Sends a request and waits for what answers it.</summary>
    /// <param name="message">The request.</param>
    /// <param name="header">The values of its frame; a number comes from the connection.</param>
    /// <param name="correlation">What the reply repeats of it; default where that is the number of the frame, or nothing.</param>
    /// <param name="timeout">From now until the reply; must be positive. Null for <see cref="ConnectionLimits.RequestTimeout"/>.</param>
    /// <param name="cancel">Ends the wait; the request may have been handled.</param>
    /// <returns>The reply. Where the peer may say nothing, null: when the timeout is over, or when a reply to a later request came that
    /// can only come in order.</returns>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">No reply came; says whether the request was sent.</exception>
    /// <exception cref="FaultException{TFault}">The peer answered with the fault of the schema.</exception>
    public ValueTask<TResult> RequestAsync<TRequest, TResult, TReplies>(
        TRequest message, THeader header, Correlation correlation, TimeSpan? timeout, CancellationToken cancel)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult>
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<TResult>(cancel);
        var plan = Measure(in message, in header);
        var deadline = Clock.Now + Clock.ToTicks(timeout ?? Limits.RequestTimeout);
        return TryRequest<TRequest, TResult, TReplies>(in message, in header, in plan, correlation, deadline, cancel, out var task)
            ? task
            : ValueTask.FromException<TResult>(Refusal());
    }

    /// <summary>Sends a request when the enumeration begins, and reads what answers it.</summary>
    /// <param name="message">The request.</param>
    /// <param name="header">The values of its frame.</param>
    /// <param name="timeout">For each wait for a message; must be positive. Null for <see cref="ConnectionLimits.RequestTimeout"/>.</param>
    /// <param name="cancel">Ends the enumeration; the request may have been handled.</param>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">The last message did not come; says whether the request was sent.</exception>
    /// <exception cref="FaultException{TFault}">The peer ended it with the fault of the schema.</exception>
    public async IAsyncEnumerable<TResult> StreamAsync<TRequest, TResult, TReplies>(
        TRequest message, THeader header, TimeSpan? timeout, [EnumeratorCancellation] CancellationToken cancel)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult>
    {
        cancel.ThrowIfCancellationRequested();
        var stream = new PendingStream<TResult, TReplies>(Clock, timeout ?? Limits.RequestTimeout);
        var plan = Measure(in message, in header);
        if (!TryStream(in message, in header, in plan, stream, cancel)) throw Refusal();
        await foreach (var part in stream.ReadAsync(cancel).ConfigureAwait(false)) yield return part;
    }

    /// <summary>False where the connection takes no messages (any more): nothing happened.</summary>
    internal bool TrySendOrWait<T>(in T message, in THeader header, in FramePlan plan, long deadline, CancellationToken cancel, out ValueTask task)
        where T : struct, IMessage<T>
    {
        task = default;
        bool send;
        lock (Gate)
        {
            if (!Lifetime.IsOpen || !IsReady) return false;
            if (MustWait()) task = Wait(in message, in header, in plan, deadline, cancel);
            else Commit(in message, in header, in plan);
            send = Output.NeedsSend;
        }

        CoverDeadline(deadline);
        if (send) RequestSend();
        return true;
    }

    /// <inheritdoc cref="TrySendOrWait"/>
    internal bool TryRequest<TRequest, TResult, TReplies>(
        in TRequest message,
        in THeader header,
        in FramePlan plan,
        Correlation correlation,
        long deadline,
        CancellationToken cancel,
        out ValueTask<TResult> task)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult>
    {
        task = default;
        var request = PendingRequest<TResult, TReplies>.Rent(deadline, correlation, TRequest.IsIdempotent && ResendsIdempotent);
        bool send, resume;
        lock (Gate)
        {
            if (!Lifetime.IsOpen || !IsReady)
            {
                request.Discard();
                return false;
            }

            task = request.Task;
            // Under the gate, but a token that is cancelled just now only marks the request.
            request.ObserveCancellation(cancel);
            try
            {
                Enter(in message, in header, in plan, request, ref deadline);
            }
            catch
            {
                // A codec of the user's threw; nothing of the frame was committed.
                request.Discard();
                throw;
            }

            send = Output.NeedsSend;
            resume = TryResume();
        }

        CoverDeadline(deadline);
        if (send) RequestSend();
        if (resume) Transport.RequestReceive();
        return true;
    }

    /// <inheritdoc cref="TrySendOrWait"/>
    internal bool TryStream<TRequest>(in TRequest message, in THeader header, in FramePlan plan, StreamedCall stream, CancellationToken cancel)
        where TRequest : struct, IMessage<TRequest>
    {
        var deadline = stream.Deadline;
        bool send, resume;
        lock (Gate)
        {
            if (!Lifetime.IsOpen || !IsReady) return false;
            stream.ObserveCancellation(cancel);
            try
            {
                Enter(in message, in header, in plan, stream, ref deadline);
            }
            catch
            {
                stream.Discard();
                throw;
            }

            send = Output.NeedsSend;
            resume = TryResume();
        }

        CoverDeadline(deadline);
        if (send) RequestSend();
        if (resume) Transport.RequestReceive();
        return true;
    }

    internal sealed override void Streamed(int bytes) => Interlocked.Add(ref Rare.StreamedBytes, bytes);

    internal sealed override void StreamRead(int bytes)
    {
        if (bytes == 0) return;
        Interlocked.Add(ref Rare.StreamedBytes, -bytes);
        bool resume;
        lock (Gate) resume = TryResume();
        if (resume) Transport.RequestReceive();
    }

    /// <summary>Encodes a frame that has to wait for a connection.</summary>
    internal static WaitingFrame EncodeWaiting<T>(in T message, in THeader header, in FramePlan plan, ReadOnlySpan<long> profile, PendingCall call)
        where T : struct, IMessage<T>
    {
        var array = ArrayPool<byte>.Shared.Rent(plan.FrameBytes);
        try
        {
            FrameWriter.WritePlain<TFraming, THeader, T>(in message, in header, in plan, profile, array.AsSpan(0, plan.FrameBytes));
            return new(array, plan.Head, call, typeof(T));
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(array);
            throw;
        }
    }

    /// <summary>Sends a plain frame that was encoded before. For broadcasts.</summary>
    internal SendResult TrySendEncoded(Span<byte> plain, in FrameHead head)
    {
        lock (Gate)
        {
            if (CheckSend(head.Length) is var result and not SendResult.Sent) return result;
            TryRenumber(plain, in head, request: null);
            AppendUser(plain, head.Key);
            if (Output.IsSending) return SendResult.Sent;
        }

        RequestSend();
        return SendResult.Sent;
    }

    internal sealed override SendResult TrySendEncoded(in PushedFrame frame)
    {
        var bytes = frame.Bytes.Span;
        // Where frames have no number nothing is written to them.
        if (!TFraming.HasSequence) return TrySendEncoded(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(bytes), bytes.Length), frame.Head);
        var copy = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(copy);
        var result = TrySendEncoded(copy.AsSpan(0, bytes.Length), frame.Head);
        ArrayPool<byte>.Shared.Return(copy);
        return result;
    }

    internal ConnectionException Refusal()
    {
        lock (Gate)
        {
            return Lifetime.IsOpen
                ? ConnectionException.NotReady()
                : ConnectionException.Closed(Lifetime.Reason, Delivery.NotSent, Lifetime.Cause);
        }
    }

    // The members below are called under the gate.
    private void Enter<T>(in T message, in THeader header, in FramePlan plan, PendingCall request, ref long deadline) where T : struct, IMessage<T>
    {
        if (MustWait() || MustWaitForReply(ref deadline)) Wait(in message, in header, in plan, request);
        else if (request.IsResent) CommitKept(in message, in header, in plan, request);
        else if (request.TryMarkInFlight()) CommitRequest(in message, in header, in plan, request);
        else request.Release();
    }

    private ValueTask Wait<T>(in T message, in THeader header, in FramePlan plan, long deadline, CancellationToken cancel)
        where T : struct, IMessage<T>
    {
        if (Calls.Waiting.Admit(typeof(T), plan.FrameBytes, isConnected: true) is { } refusal) return ValueTask.FromException(refusal);
        var send = new PendingSend(deadline);
        var frame = EncodeWaiting(in message, in header, in plan, Facts.Values, send);
        send.ObserveCancellation(cancel);
        Calls.Waiting.Add(frame);
        return send.Task;
    }

    private void Wait<T>(in T message, in THeader header, in FramePlan plan, PendingCall request) where T : struct, IMessage<T>
    {
        var frame = EncodeWaiting(in message, in header, in plan, Facts.Values, request);
        if (Calls.Waiting.Admit(typeof(T), plan.FrameBytes, isConnected: true) is not { } refusal)
        {
            Calls.Waiting.Add(frame);
            return;
        }

        request.Refuse(refusal);
        request.Release();
        frame.Release();
    }

    private void CommitKept<T>(in T message, in THeader header, in FramePlan plan, PendingCall request) where T : struct, IMessage<T>
    {
        var frame = EncodeWaiting(in message, in header, in plan, Facts.Values, request);
        Commit(in frame);
    }

    private void Commit<T>(in T message, in THeader header, in FramePlan plan) where T : struct, IMessage<T> =>
        AppendUser(in message, Number(in header), in plan);

    private void CommitRequest<T>(in T message, in THeader header, in FramePlan plan, PendingCall request) where T : struct, IMessage<T>
    {
        var numbered = header;
        if (!TryNumber(ref numbered, request))
        {
            request.Refuse(ConnectionException.QueueFull());
            request.Release();
            return;
        }

        AppendUser(in message, in numbered, in plan);
        Track(request);
    }
}
