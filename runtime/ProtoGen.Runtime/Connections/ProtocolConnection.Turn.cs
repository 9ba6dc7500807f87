using System.Runtime.CompilerServices;
using ProtoGen.Dispatch;

namespace ProtoGen.Connections;

// Handlers that suspend: who completes one sends its reply, goes on with the backlog and frees the turn.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    private protected sealed override bool MayResume => Requests.Count != 0
        ? !ShouldPause(BacklogBytes)
        : _rarities?.Backlog is not { FillingBytes: > 0 } && BacklogBytes <= Limits.BacklogBytes && Output.IsBelowLowWatermark;

    private DispatchResult Suspend<TAnswer, TReplies>(in THeader request, ValueTask<TAnswer> pending, ReplyStep<TAnswer>? step)
        where TReplies : struct, IReplyWriter<TAnswer>
    {
        MergeBatch();
        return Suspension<TAnswer, TReplies>.Rent().Wait(this, in request, pending, step);
    }

    private DispatchResult Suspend(ValueTask pending)
    {
        MergeBatch();
        return Suspension.Rent().Wait(this, pending);
    }

    private void FinishTurn()
    {
        while (true)
        {
            if (TryGoOnWithBacklog() == DispatchResult.Suspended)
            {
                // Another thread may hold the turn by now: only what the gate guards may be touched.
                FlushOutput();
                return;
            }

            bool resume, send;
            lock (Gate)
            {
                if (_rarities?.Backlog is { } backlog && backlog.Swap()) continue;
                Turn.Leave();
                resume = TryResume();
                send = Output.NeedsSend;
            }

            if (send) Transport.RequestSend();
            CloseIfAsked();
            if (resume) Transport.RequestReceive();
            return;
        }
    }

    private DispatchResult TryGoOnWithBacklog()
    {
        while (_rarities?.Backlog is { } backlog && backlog.TryTake(out var head, out var frame))
        {
            if (IsWindingDown) continue;
            if (DispatchSafely(in head, frame, isImmediate: false) == DispatchResult.Suspended) return DispatchResult.Suspended;
        }

        return DispatchResult.Done;
    }

    private void FlushOutput()
    {
        lock (Gate)
        {
            if (!Output.NeedsSend) return;
        }

        Transport.RequestSend();
    }

    /// <summary>What completes a handler with a reply. Most connections wait for one seldom, if only for that of their registration; so it is theirs no
    /// longer than they wait.</summary>
    private sealed class Suspension<TAnswer, TReplies> where TReplies : struct, IReplyWriter<TAnswer>
    {
        private static readonly CallPool<Suspension<TAnswer, TReplies>> Pool = new();

        private readonly Action _completed;
        private ProtocolConnection<TFraming, THeader>? _connection;
        private ConfiguredValueTaskAwaitable<TAnswer>.ConfiguredValueTaskAwaiter _awaiter;
        private ReplyStep<TAnswer>? _step;
        private THeader _request;

        private Suspension() => _completed = Complete;

        public static Suspension<TAnswer, TReplies> Rent() => Pool.TryTake() ?? new();

        public DispatchResult Wait(
            ProtocolConnection<TFraming, THeader> connection, in THeader request, ValueTask<TAnswer> pending, ReplyStep<TAnswer>? step)
        {
            // A copy: from the moment it is hooked up this may be another's.
            var awaiter = pending.ConfigureAwait(false).GetAwaiter();
            (_connection, _awaiter, _step, _request) = (connection, awaiter, step, request);
            connection.Turn.Hold();
            awaiter.UnsafeOnCompleted(_completed);
            return DispatchResult.Suspended;
        }

        private void Complete()
        {
            var (connection, awaiter, step, request) = (_connection!, _awaiter, _step, _request);
            (_connection, _awaiter, _step, _request) = (null, default, null, default);
            Pool.Put(this);
            try
            {
                if (connection.Answer<TAnswer, TReplies>(in request, Outcome(in awaiter), step) == DispatchResult.Suspended)
                {
                    connection.FlushOutput();
                    return;
                }
            }
            catch (Exception exception)
            {
                connection.FailTrace(exception);
                connection.HandlerThrew(exception);
            }

            connection.EndTrace();
            connection.FinishTurn();
        }

        private static TAnswer Outcome(in ConfiguredValueTaskAwaitable<TAnswer>.ConfiguredValueTaskAwaiter completed)
        {
            var answer = default(TAnswer)!;
            try
            {
                return completed.GetResult();
            }
            catch (Exception exception) when (TReplies.TryTake(exception, out answer))
            {
                return answer;
            }
        }
    }

    /// <summary>What completes a handler without a reply.</summary>
    private sealed class Suspension
    {
        private static readonly CallPool<Suspension> Pool = new();

        private readonly Action _completed;
        private ProtocolConnection<TFraming, THeader>? _connection;
        private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _awaiter;

        private Suspension() => _completed = Complete;

        public static Suspension Rent() => Pool.TryTake() ?? new();

        public DispatchResult Wait(ProtocolConnection<TFraming, THeader> connection, ValueTask pending)
        {
            var awaiter = pending.ConfigureAwait(false).GetAwaiter();
            (_connection, _awaiter) = (connection, awaiter);
            connection.Turn.Hold();
            awaiter.UnsafeOnCompleted(_completed);
            return DispatchResult.Suspended;
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
                connection.FailTrace(exception);
                connection.HandlerThrew(exception);
            }

            connection.EndTrace();
            connection.FinishTurn();
        }
    }
}
