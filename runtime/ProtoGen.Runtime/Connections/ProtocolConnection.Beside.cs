using System.Runtime.CompilerServices;
using ProtoGen.Dispatch;

namespace ProtoGen.Connections;

// Handlers that go on beside each other, where the limits allow more than one. They begin under the turn, one after the other; then the turn goes
// on to the next frame. Who completes one sends the replies that may leave now.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    private protected sealed override bool HandlersArePending => _rarities is { PendingHandlers.Any: true };

    private bool OwesReplies => _rarities is { PendingHandlers.OwesReplies: true };

    private bool MayGoOnBeside => _rarities is { PendingHandlers: not null };

    // Where there may be several.
    private PendingHandlers PendingHandlers => _rarities!.PendingHandlers!;

    private DispatchResult GoOnBeside<TAnswer, TReplies>(in THeader request, ValueTask<TAnswer> pending) where TReplies : struct, IReplyWriter<TAnswer>
    {
        var reply = BesideReply<TAnswer, TReplies>.Rent(this, in request);
        MergeBatch();
        var result = BeginBeside(TFraming.HasSequence ? null : reply);
        reply.Wait(pending);
        return result;
    }

    private DispatchResult GoOnBeside(ValueTask pending)
    {
        MergeBatch();
        var result = BeginBeside(null);
        BesideEnd.Wait(this, pending);
        return result;
    }

    // A reply that is ready at once, behind others that are not.
    private DispatchResult AnswerInOrder<TAnswer, TReplies>(in THeader request, TAnswer answer) where TReplies : struct, IReplyWriter<TAnswer>
    {
        var reply = BesideReply<TAnswer, TReplies>.Rent(this, in request);
        reply.Set(answer);
        List<Exception>? faults = null;
        DispatchResult result;
        lock (Gate)
        {
            reply.IsDone = true;
            PendingHandlers.Owe(reply);
            WriteOwed(ref faults);
            result = HoldTurnIfFull();
        }

        Report(faults);
        return result;
    }

    private DispatchResult BeginBeside(OwedReply? reply)
    {
        lock (Gate)
        {
            PendingHandlers.Begin();
            if (reply is not null) PendingHandlers.Owe(reply);
            return HoldTurnIfFull();
        }
    }

    // Under the gate. From here on another thread may have the turn.
    private DispatchResult HoldTurnIfFull()
    {
        if (!PendingHandlers.TryHoldTurn()) return DispatchResult.Done;
        Turn.Hold();
        return DispatchResult.Suspended;
    }

    private void EndBeside(OwedReply? reply)
    {
        List<Exception>? faults = null;
        bool hasTurn;
        lock (Gate)
        {
            if (reply is not null)
            {
                reply.IsDone = true;
                if (TFraming.HasSequence) Write(reply, ref faults);
                else WriteOwed(ref faults);
            }

            PendingHandlers.End();
            hasTurn = PendingHandlers.TryFreeTurn();
        }

        Report(faults);
        if (hasTurn)
        {
            FinishTurn();
            return;
        }

        FlushOutput();
        // Whoever asked for a close meanwhile is either seen here or has seen that no handler is pending.
        Interlocked.MemoryBarrier();
        CloseIfAsked();
    }

    private void WriteOwed(ref List<Exception>? faults)
    {
        while (PendingHandlers.TryTake(out var reply)) Write(reply!, ref faults);
    }

    // Afterwards nobody knows the reply any more.
    private void Write(OwedReply reply, ref List<Exception>? faults)
    {
        try
        {
            if (!Lifetime.HasEnded) reply.Write();
        }
        catch (Exception exception)
        {
            (faults ??= []).Add(exception);
        }

        reply.Return();
    }

    private void Report(List<Exception>? faults)
    {
        if (faults is null) return;
        foreach (var fault in faults) HandlerThrew(fault);
    }

    private sealed class BesideReply<TAnswer, TReplies> : OwedReply where TReplies : struct, IReplyWriter<TAnswer>
    {
        private static readonly CallPool<BesideReply<TAnswer, TReplies>> Pool = new();

        private readonly Action _completed;
        private ProtocolConnection<TFraming, THeader>? _connection;
        private THeader _request;
        private ConfiguredValueTaskAwaitable<TAnswer>.ConfiguredValueTaskAwaiter _awaiter;
        private TAnswer _answer = default!;
        private bool _hasAnswer;

        private BesideReply() => _completed = Complete;

        public static BesideReply<TAnswer, TReplies> Rent(ProtocolConnection<TFraming, THeader> connection, in THeader request)
        {
            var reply = Pool.TryTake() ?? new();
            (reply._connection, reply._request) = (connection, request);
            return reply;
        }

        public void Set(TAnswer answer) => (_answer, _hasAnswer) = (answer, true);

        public void Wait(ValueTask<TAnswer> pending)
        {
            // By a copy: whoever completes it may give this back at once.
            var awaiter = _awaiter = pending.ConfigureAwait(false).GetAwaiter();
            awaiter.UnsafeOnCompleted(_completed);
        }

        public override void Write()
        {
            if (_hasAnswer) TReplies.Write(in _answer, new QueueSink(_connection!, _request));
        }

        public override void Return()
        {
            (_connection, _request, _awaiter, _answer, _hasAnswer, IsDone) = (null, default, default, default!, false, false);
            Pool.Put(this);
        }

        private void Complete()
        {
            var connection = _connection!;
            try
            {
                Set(_awaiter.GetResult());
            }
            catch (Exception exception)
            {
                if (TReplies.TryTake(exception, out var answer)) Set(answer);
                else connection.HandlerThrew(exception);
            }

            connection.EndBeside(this);
        }
    }

    /// <summary>The end of a handler without a reply.</summary>
    private sealed class BesideEnd
    {
        private static readonly CallPool<BesideEnd> Pool = new();

        private readonly Action _completed;
        private ProtocolConnection<TFraming, THeader>? _connection;
        private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _awaiter;

        private BesideEnd() => _completed = Complete;

        public static void Wait(ProtocolConnection<TFraming, THeader> connection, ValueTask pending)
        {
            var end = Pool.TryTake() ?? new();
            var awaiter = pending.ConfigureAwait(false).GetAwaiter();
            (end._connection, end._awaiter) = (connection, awaiter);
            awaiter.UnsafeOnCompleted(end._completed);
        }

        private void Complete()
        {
            var (connection, awaiter) = (_connection!, _awaiter);
            (_connection, _awaiter) = (null, default);
            Pool.Put(this);
            try
            {
                awaiter.GetResult();
            }
            catch (Exception exception)
            {
                connection.HandlerThrew(exception);
            }

            connection.EndBeside(null);
        }
    }

    // Under the gate, straight into the send buffer.
    private readonly struct QueueSink(ProtocolConnection<TFraming, THeader> connection, THeader request) : IReplySink
    {
        private readonly THeader _request = request;

        public void Reply<T>(in T message) where T : struct, IMessage<T>
        {
            var header = connection.AnswerHeader(in _request);
            var plan = connection.Measure(in message, in header);
            connection.AppendUser(in message, in header, in plan);
        }
    }
}
