using System.Runtime.CompilerServices;
using ProtoGen.Dispatch;

namespace ProtoGen.Connections;

// What a client says after its registration and before its messages flow. It goes through the control lane: the user lane is still shut.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    /// <summary>Whether <see cref="ShakeHandsAsync"/> has anything to say. Default false.</summary>
    protected virtual bool HasHandshake => false;

    /// <summary>A handshake longer than the registration: messages flow once it has completed, and the connection ends where it throws.</summary>
    /// <param name="cancel">Cancelled at the end of the connection.</param>
    protected virtual ValueTask ShakeHandsAsync(CancellationToken cancel) => default;

    /// <summary>What the server accepted the registration with; for the handshake, which asks once.</summary>
    protected TResult TakeRegistrationReply<TResult>()
    {
        var reply = (TResult)Rare.RegistrationReply!;
        Rare.RegistrationReply = null;
        return reply;
    }

    internal SendResult TrySendInHandshake<T>(in T message, in THeader header) where T : struct, IMessage<T>
    {
        var plan = Measure(in message, in header);
        lock (Gate)
        {
            if (!Lifetime.IsOpen) return SendResult.Closed;
            CheckHandshake();
            if (!Output.HasRoomFor(plan.FrameBytes)) return SendResult.QueueFull;
            Append(ref OpenOutput().Control, in message, Number(in header), in plan);
        }

        RequestSend();
        return SendResult.Sent;
    }

    internal ValueTask<TResult> RequestInHandshakeAsync<TRequest, TResult, TReplies>(
        in TRequest message, in THeader header, Correlation correlation, CancellationToken cancel)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult>
    {
        var plan = Measure(in message, in header);
        // The connection as a whole has a deadline until it is ready.
        var request = PendingRequest<TResult, TReplies>.Rent(long.MaxValue, correlation);
        var task = request.Task;
        var numbered = header;
        lock (Gate)
        {
            try
            {
                if (!Lifetime.IsOpen) throw ConnectionException.Closed(Lifetime.Reason, Delivery.NotSent, Lifetime.Cause);
                CheckHandshake();
                if (!TryNumber(ref numbered, request)) throw ConnectionException.QueueFull();
                Append(ref OpenOutput().Control, in message, in numbered, in plan);
            }
            catch
            {
                request.Discard();
                throw;
            }

            request.ObserveCancellation(cancel);
            request.TryMarkInFlight();
            Calls.Requests.Add(request);
        }

        RequestSend();
        return task;
    }

    internal async IAsyncEnumerable<TResult> StreamInHandshakeAsync<TRequest, TResult, TReplies>(
        TRequest message, THeader header, [EnumeratorCancellation] CancellationToken cancel)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult>
    {
        cancel.ThrowIfCancellationRequested();
        var stream = new PendingStream<TResult, TReplies>(Clock, timeout: null);
        BeginInHandshake(in message, in header, stream);
        stream.ObserveCancellation(cancel);
        RequestSend();
        await foreach (var part in stream.ReadAsync(cancel).ConfigureAwait(false)) yield return part;
    }

    private void BeginInHandshake<TRequest>(in TRequest message, in THeader header, PendingCall request) where TRequest : struct, IMessage<TRequest>
    {
        var plan = Measure(in message, in header);
        lock (Gate)
        {
            if (!Lifetime.IsOpen) throw ConnectionException.Closed(Lifetime.Reason, Delivery.NotSent, Lifetime.Cause);
            CheckHandshake();
            Append(ref OpenOutput().Control, in message, Number(in header), in plan);
            request.TryMarkInFlight();
            Calls.Requests.Add(request);
        }
    }

    internal int GiveUpInFlight()
    {
        lock (Gate) CheckHandshake();
        return GiveUpSent();
    }

    // Under the gate.
    private void CheckHandshake()
    {
        if (!IsShakingHands) throw new InvalidOperationException("The handshake is over; messages go through the client now.");
    }

    // On the pool: the receive role must not wait for code of the application.
    private void BeginHandshake()
    {
        lock (Gate) IsShakingHands = true;
        ThreadPool.UnsafeQueueUserWorkItem(static connection => _ = connection.RunHandshakeAsync(), this, preferLocal: false);
    }

    // A server that refuses says why and closes: the handshake may still have to read it. What it waits for has failed, so it ends soon, and says
    // what the connection ends for.
    private bool EndsWithHandshake()
    {
        lock (Gate) return IsShakingHands && (Rare.EndsWithHandshake = true);
    }

    private async Task RunHandshakeAsync()
    {
        try
        {
            await ShakeHandsAsync(Closed).ConfigureAwait(false);
            bool isOver;
            lock (Gate)
            {
                IsShakingHands = false;
                isOver = Rare.EndsWithHandshake;
            }

            if (isOver) CloseWhenIdle(DisconnectReason.PeerClosed);
            else BecomeReady();
        }
        catch (Exception exception)
        {
            HandshakeFailed(exception);
        }
    }

    private void HandshakeFailed(Exception exception)
    {
        if (!Lifetime.IsOpen) return;
        var reason = exception switch
        {
            ConnectionException failure => failure.Reason,
            IFault => DisconnectReason.RegisterRejected,
            _ => DisconnectReason.HandlerFault,
        };
        if (reason == DisconnectReason.HandlerFault)
        {
            Counters.CountHandlerFault();
            Log.HandlerFault(Logger, Id, exception);
        }

        Close(reason, exception);
    }
}
