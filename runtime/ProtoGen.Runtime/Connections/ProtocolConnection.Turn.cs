using System.Runtime.CompilerServices;

namespace ProtoGen.Connections;

// Handlers that suspend: who completes one sends its reply, goes on with the backlog and frees the turn.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    private object? _suspension;

    private protected sealed override bool MayResume => Requests.Count != 0
        ? !ShouldPause(_backlog.FillingBytes)
        : _backlog.FillingBytes == 0 && Output.IsBelowLowWatermark;

    private DispatchResult Suspend<TReply>(ValueTask<TReply> pending, ReplyStep<TReply>? step) where TReply : struct, IMessage<TReply>
    {
        var suspension = _suspension as Suspension<TReply> ?? new Suspension<TReply>(this);
        _suspension = suspension;
        return suspension.Wait(pending, step);
    }

    private DispatchResult Suspend(ValueTask pending)
    {
        var suspension = _suspension as Suspension ?? new Suspension(this);
        _suspension = suspension;
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
                if (_backlog.Swap()) continue;
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
        while (!_backlog.Remaining.IsEmpty)
        {
            var rest = _backlog.Remaining;
            TFraming.ReadHead(rest, _maxFrameBytes, out var head);
            _backlog.Advance(head.Length);
            if (IsWindingDown) continue;
            if (DispatchSafely(in head, rest[..head.Length]) == DispatchResult.Suspended) return DispatchResult.Suspended;
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
    private sealed class Suspension<TReply>(ProtocolConnection<TFraming, THeader> connection) where TReply : struct, IMessage<TReply>
    {
        private Action? _completed;
        private ConfiguredValueTaskAwaitable<TReply>.ConfiguredValueTaskAwaiter _awaiter;
        private ReplyStep<TReply>? _step;

        public DispatchResult Wait(ValueTask<TReply> pending, ReplyStep<TReply>? step)
        {
            _awaiter = pending.ConfigureAwait(false).GetAwaiter();
            _step = step;
            connection.Turn.Hold();
            _awaiter.UnsafeOnCompleted(_completed ??= Complete);
            return DispatchResult.Suspended;
        }

        private void Complete()
        {
            var (awaiter, step) = (_awaiter, _step);
            (_awaiter, _step) = (default, null);
            try
            {
                connection.Reply(awaiter.GetResult(), step);
            }
            catch (Exception exception)
            {
                connection.HandlerThrew(exception);
            }

            connection.FinishTurn();
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
                connection.HandlerThrew(exception);
            }

            connection.FinishTurn();
        }
    }
}
