using ProtoGen.Connections;
using ProtoGen.Dispatch;
using ProtoGen.Framing;
using ProtoGen.Heartbeats;

namespace ProtoGen.Client;

/// <summary>
/// Where a client's messages go: into the connection that is ready, else they wait for the next one, in order and bounded, until their
/// caller's deadline. Messages that were committed to a connection never come back here, so that none is sent twice.
/// </summary>
internal sealed class ClientOutbox<TFraming, THeader> where TFraming : struct, IFraming<THeader> where THeader : struct
{
    private readonly Lock _gate = new();
    private readonly WaitingFrames _waiting;
    private readonly WheelTimer _timer;
    private ProtocolConnection<TFraming, THeader>? _ready;
    private ConnectionException? _stopped;

    public ClientOutbox(QueueRules rules, TimerWheel wheel, ConnectionFacts facts)
    {
        Facts = facts;
        _waiting = new(rules);
        Clock = wheel.Clock;
        _timer = wheel.CreateTimer(Expire);
    }

    public HostClock Clock { get; }

    public ConnectionFacts Facts { get; }

    public SendResult TrySend<T>(in T message, in THeader header) where T : struct, IMessage<T>
    {
        if (Volatile.Read(ref _stopped) is not null) return SendResult.Closed;
        if (Volatile.Read(ref _ready) is not { } connection) return SendResult.NotReady;
        var result = connection.TrySend(in message, in header);
        return result == SendResult.Closed ? SendResult.NotReady : result;
    }

    public ValueTask SendAsync<T>(in T message, in THeader header, TimeSpan timeout, CancellationToken cancel) where T : struct, IMessage<T>
    {
        var plan = FrameWriter.Measure<TFraming, THeader, T>(in message, in header, Facts.Values, fromServer: false);
        var deadline = Clock.Now + Clock.ToTicks(timeout);
        if (Volatile.Read(ref _ready) is { } connection
            && connection.TrySendOrWait(in message, in header, in plan, deadline, cancel, out var task)) return task;

        var send = new PendingSend(deadline);
        lock (_gate)
        {
            if (_ready is { } other && other.TrySendOrWait(in message, in header, in plan, deadline, cancel, out task)) return task;
            if (Refuse<T>(plan.FrameBytes) is { } refusal) return ValueTask.FromException(refusal);
            var frame = ProtocolConnection<TFraming, THeader>.EncodeWaiting(in message, in header, in plan, Facts.Values, send);
            send.ObserveCancellation(cancel);
            _waiting.Add(frame);
        }

        _timer.BringForward(deadline);
        return send.Task;
    }

    public ValueTask<TResult> RequestAsync<TRequest, TResult, TReplies>(
        in TRequest message, in THeader header, Correlation correlation, TimeSpan timeout, CancellationToken cancel)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult>
    {
        var plan = FrameWriter.Measure<TFraming, THeader, TRequest>(in message, in header, Facts.Values, fromServer: false);
        var deadline = Clock.Now + Clock.ToTicks(timeout);
        if (Volatile.Read(ref _ready) is { } connection
            && connection.TryRequest<TRequest, TResult, TReplies>(in message, in header, in plan, correlation, deadline, cancel, out var task)) return task;

        lock (_gate)
        {
            if (_ready is { } other
                && other.TryRequest<TRequest, TResult, TReplies>(in message, in header, in plan, correlation, deadline, cancel, out task)) return task;
            if (Refuse<TRequest>(plan.FrameBytes) is { } refusal) return ValueTask.FromException<TResult>(refusal);
            var request = PendingRequest<TResult, TReplies>.Rent(deadline, correlation, TRequest.IsIdempotent);
            task = request.Task;
            var frame = ProtocolConnection<TFraming, THeader>.EncodeWaiting(in message, in header, in plan, Facts.Values, request);
            request.ObserveCancellation(cancel);
            _waiting.Add(frame);
        }

        _timer.BringForward(deadline);
        return task;
    }

    /// <summary>Sends a request whose answer is several messages, or lets it wait.</summary>
    public void Stream<TRequest>(in TRequest message, in THeader header, StreamedCall stream, CancellationToken cancel) where TRequest : struct, IMessage<TRequest>
    {
        var plan = FrameWriter.Measure<TFraming, THeader, TRequest>(in message, in header, Facts.Values, fromServer: false);
        if (Volatile.Read(ref _ready) is { } connection && connection.TryStream(in message, in header, in plan, stream, cancel)) return;
        lock (_gate)
        {
            if (_ready is { } other && other.TryStream(in message, in header, in plan, stream, cancel)) return;
            if (Refuse<TRequest>(plan.FrameBytes) is { } refusal) throw refusal;
            var frame = ProtocolConnection<TFraming, THeader>.EncodeWaiting(in message, in header, in plan, Facts.Values, stream);
            stream.ObserveCancellation(cancel);
            _waiting.Add(frame);
        }

        _timer.BringForward(stream.Deadline);
    }

    /// <summary>Sends what waited, in order, then lets new messages through.</summary>
    public void Open(ProtocolConnection<TFraming, THeader> connection)
    {
        lock (_gate)
        {
            // A late word of a connection that has ended: another may be ready by now.
            if (connection.HasEnded || _stopped is not null) return;
            while (_waiting.TryPeek(out var frame))
            {
                // It ended just now; the next one gets them.
                if (!connection.TryAdopt(in frame)) return;
                _waiting.TryTake(out _);
            }

            Volatile.Write(ref _ready, connection);
        }

        connection.SendAdopted();
    }

    /// <summary>Frames that never left a connection that has ended wait for the next one, before all others.</summary>
    public bool TakeBack(List<WaitingFrame> unsent)
    {
        lock (_gate)
        {
            if (_stopped is not null) return false;
            _waiting.Prepend(unsent);
        }

        _timer.BringForward(Clock.Now);
        return true;
    }

    /// <summary>Fails the requests that were in flight on a connection that was lost and wait to be sent again; says how many.</summary>
    public int GiveUpSent()
    {
        lock (_gate) return _waiting.GiveUpSent();
    }

    /// <summary>Lets new messages wait again.</summary>
    public void Close(EngineConnection connection)
    {
        lock (_gate)
        {
            if (_ready == connection) Volatile.Write(ref _ready, null);
        }
    }

    /// <summary>Fails what waits and what will come.</summary>
    public void Stop(ConnectionException cause)
    {
        lock (_gate)
        {
            Volatile.Write(ref _stopped, cause);
            Volatile.Write(ref _ready, null);
            while (_waiting.TryTake(out var frame))
            {
                frame.Call.Refuse(Copy(cause));
                frame.Call.Release();
                frame.Release();
            }
        }

        _timer.Remove();
    }

    // Under the gate.
    private ConnectionException? Refuse<T>(int frameBytes) =>
        _stopped is { } cause ? Copy(cause) : _waiting.Admit(typeof(T), frameBytes, isConnected: false);

    // Each caller throws an exception of its own: stack traces are written into it.
    private static ConnectionException Copy(ConnectionException cause) => new(cause.Reason, Delivery.NotSent, cause.Message, cause.InnerException);

    private long Expire(long now)
    {
        lock (_gate) return _waiting.Expire(now);
    }
}
