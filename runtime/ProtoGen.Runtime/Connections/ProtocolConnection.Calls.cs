using System.Buffers;
using ProtoGen.Dispatch;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

// What this side says on its own account.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    /// <summary>Sends a message if there is room at once.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    public SendResult TrySend<T>(in T message) where T : struct, IMessage<T>
    {
        var plan = FrameWriter.Measure<TFraming, THeader, T>(in message, default, TFraming.DefaultProfile);
        lock (Gate)
        {
            if (CheckSend(plan.FrameBytes) is var result and not SendResult.Sent) return result;
            Commit(in message, in plan);
            if (Output.IsSending) return SendResult.Sent;
        }

        RequestSend();
        return SendResult.Sent;
    }

    /// <summary>Sends a message, waiting for room if too much is queued. Cancelling ends the wait, never a send that has begun.</summary>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">The connection is closed or not registered.</exception>
    public ValueTask SendAsync<T>(T message, CancellationToken cancel = default) where T : struct, IMessage<T>
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled(cancel);
        var plan = FrameWriter.Measure<TFraming, THeader, T>(in message, default, TFraming.DefaultProfile);
        return TrySendOrWait(in message, in plan, long.MaxValue, cancel, out var task) ? task : ValueTask.FromException(Refusal());
    }

    /// <summary>Sends a request and waits for its reply.</summary>
    /// <param name="message">The request.</param>
    /// <param name="timeout">From now until the reply; must be positive. Default <see cref="ConnectionLimits.RequestTimeout"/>.</param>
    /// <param name="cancel">Ends the wait; the request may have been handled.</param>
    /// <exception cref="EncodeException">A value cannot be represented on the wire; nothing was sent.</exception>
    /// <exception cref="ConnectionException">No reply came; says whether the request was sent.</exception>
    public ValueTask<TReply> RequestAsync<TRequest, TReply>(TRequest message, TimeSpan? timeout = null, CancellationToken cancel = default)
        where TRequest : struct, IRequest<TRequest, TReply>
        where TReply : struct, IMessage<TReply>
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<TReply>(cancel);
        var plan = FrameWriter.Measure<TFraming, THeader, TRequest>(in message, default, TFraming.DefaultProfile);
        return TryRequest<TRequest, TReply>(in message, in plan, Clock.Now + Clock.ToTicks(timeout ?? Limits.RequestTimeout), cancel, out var task)
            ? task
            : ValueTask.FromException<TReply>(Refusal());
    }

    /// <summary>False where the connection takes no messages (any more): nothing happened.</summary>
    internal bool TrySendOrWait<T>(in T message, in FramePlan plan, long deadline, CancellationToken cancel, out ValueTask task)
        where T : struct, IMessage<T>
    {
        task = default;
        bool send;
        lock (Gate)
        {
            if (!Lifetime.IsOpen || !IsReady) return false;
            if (MustWait()) task = Wait(in message, in plan, deadline, cancel);
            else Commit(in message, in plan);
            send = Output.NeedsSend;
        }

        CoverDeadline(deadline);
        if (send) RequestSend();
        return true;
    }

    /// <inheritdoc cref="TrySendOrWait"/>
    internal bool TryRequest<TRequest, TReply>(
        in TRequest message, in FramePlan plan, long deadline, CancellationToken cancel, out ValueTask<TReply> task)
        where TRequest : struct, IRequest<TRequest, TReply>
        where TReply : struct, IMessage<TReply>
    {
        task = default;
        var request = PendingRequest<TReply>.Rent(deadline);
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
            if (MustWait()) Waiting.Add(EncodeWaiting(in message, in plan, request));
            else if (request.TryMarkInFlight()) CommitRequest(in message, in plan, request);
            else request.Release();
            send = Output.NeedsSend;
            resume = TryResume();
        }

        CoverDeadline(deadline);
        if (send) RequestSend();
        if (resume) Transport.RequestReceive();
        return true;
    }

    /// <summary>Encodes a frame that has to wait for a connection.</summary>
    internal static WaitingFrame EncodeWaiting<T>(in T message, in FramePlan plan, PendingCall call) where T : struct, IMessage<T>
    {
        var array = ArrayPool<byte>.Shared.Rent(plan.FrameBytes);
        FrameWriter.WritePlain<TFraming, THeader, T>(in message, default, in plan, TFraming.DefaultProfile, array.AsSpan(0, plan.FrameBytes));
        return new(array, plan.FrameBytes, call);
    }

    private ConnectionException Refusal()
    {
        lock (Gate)
        {
            return Lifetime.IsOpen
                ? ConnectionException.NotReady()
                : ConnectionException.Closed(Lifetime.Reason, Delivery.NotSent, Lifetime.Cause);
        }
    }

    // The members below are called under the gate.
    private ValueTask Wait<T>(in T message, in FramePlan plan, long deadline, CancellationToken cancel) where T : struct, IMessage<T>
    {
        var send = new PendingSend(deadline);
        send.ObserveCancellation(cancel);
        Waiting.Add(EncodeWaiting(in message, in plan, send));
        return send.Task;
    }

    private void Commit<T>(in T message, in FramePlan plan) where T : struct, IMessage<T>
    {
        MergeOwnReplies();
        FrameWriter.WritePlain<TFraming, THeader, T>(in message, default, in plan, TFraming.DefaultProfile, Output.ReserveUser(plan.FrameBytes));
        Output.CommitUser(plan.FrameBytes);
    }

    private void CommitRequest<T>(in T message, in FramePlan plan, PendingCall request) where T : struct, IMessage<T>
    {
        Commit(in message, in plan);
        Track(request);
    }
}
