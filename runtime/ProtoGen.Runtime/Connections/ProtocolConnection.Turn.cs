using System.Runtime.CompilerServices;

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
        var suspension = Rare.Suspension as Suspension<TAnswer, TReplies> ?? new Suspension<TAnswer, TReplies>(this);
        Rare.Suspension = suspension;
        MergeBatch();
        return suspension.Wait(in request, pending, step);
    }

    private DispatchResult Suspend(ValueTask pending)
    {
        var suspension = Rare.Suspension as Suspension ?? new Suspension(this);
        Rare.Suspension = suspension;
        MergeBatch();
        return suspension.Wait(pending);
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

    /// <summary>What completes a handler with a reply. One is kept a connection, since one handler at most is suspended.</summary>
    private sealed class Suspension<TAnswer, TReplies>(ProtocolConnection<TFraming, THeader> connection)
        where TReplies : struct, IReplyWriter<TAnswer>
    {
        private Action? _completed;
        private ConfiguredValueTaskAwaitable<TAnswer>.ConfiguredValueTaskAwaiter _awaiter;
        private ReplyStep<TAnswer>? _step;
        private THeader _request;

        public DispatchResult Wait(in THeader request, ValueTask<TAnswer> pending, ReplyStep<TAnswer>? step)
        {
            _awaiter = pending.ConfigureAwait(false).GetAwaiter();
            _step = step;
            _request = request;
            connection.Turn.Hold();
            _awaiter.UnsafeOnCompleted(_completed ??= Complete);
            return DispatchResult.Suspended;
        }

        private void Complete()
        {
            var (awaiter, step, request) = (_awaiter, _step, _request);
            (_awaiter, _step) = (default, null);
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
    private sealed class Suspension(ProtocolConnection<TFraming, THeader> connection)
    {
        private Action? _completed;
        private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _awaiter;

        public DispatchResult Wait(ValueTask pending)
        {
            _awaiter = pending.ConfigureAwait(false).GetAwaiter();
            connection.Turn.Hold();
            _awaiter.UnsafeOnCompleted(_completed ??= Complete);
            return DispatchResult.Suspended;
        }

        private void Complete()
        {
            var awaiter = _awaiter;
            _awaiter = default;
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
