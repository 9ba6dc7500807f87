using ProtoGen.Dispatch;
using ProtoGen.Framing;
using ProtoGen.Server;

namespace ProtoGen.Connections;

// What the engine says by itself, in the control lane: it goes before everything that waits.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    /// <summary>Sends the registration by <see cref="SendRegistration{TRequest, TReply}"/>; a client without one does nothing and is ready at once.</summary>
    protected virtual void BeginRegistration()
    {
    }

    /// <summary>Sends the registration; the handshake and user messages follow once its reply was accepted.</summary>
    protected void SendRegistration<TRequest, TReply>(in TRequest message, Func<TReply, bool> accepts)
        where TRequest : struct, IRequest<TRequest, TReply>
        where TReply : struct, IMessage<TReply> => SendRegistration<TRequest, TReply, OneReply<TReply>>(in message, default, accepts);

    /// <summary>Sends the registration; user messages follow once what answers it was accepted. A fault is a refusal.</summary>
    /// <param name="message">The registration.</param>
    /// <param name="correlation">What the reply repeats of it.</param>
    /// <param name="accepts">Says whether a reply accepts.</param>
    /// <param name="passes">Says whether a refusal passes, so that the client tries again. Default null: none does.</param>
    protected void SendRegistration<TRequest, TResult, TReplies>(
        in TRequest message, Correlation correlation, Func<TResult, bool> accepts, Func<TResult, bool>? passes = null)
        where TRequest : struct, IMessage<TRequest>
        where TReplies : struct, IReplyReader<TResult>
    {
        AwaitsRegistration = true;
        SendControl(in message, new PendingRegistration<TResult, TReplies>(accepts, passes, RegistrationJudged) { Correlation = correlation });
    }

    /// <summary>Queues a heartbeat.</summary>
    protected void SendHeartbeat<T>(in T message) where T : struct, IMessage<T> => SendControl(in message, null);

    /// <summary>Queues a heartbeat whose reply answers other requests as well.</summary>
    protected void SendHeartbeat<T, TResult, TReplies>(in T message, Correlation correlation = default)
        where T : struct, IMessage<T>
        where TReplies : struct, IReplyReader<TResult>
    {
        var deadline = Clock.Now + Times.LostReply;
        SendControl(in message, new PendingHeartbeat<TResult, TReplies>(deadline, () => HeartbeatAnswered()) { Correlation = correlation });
    }

    /// <summary>Queues the last message of this side, behind everything that may be sent.</summary>
    /// <param name="message">The farewell.</param>
    /// <param name="state">What is read in the state that it belongs to; a conversation that is in another one ends without it. Default null: any.</param>
    protected void SayFarewell<T>(in T message, int? state = null) where T : struct, IMessage<T>
    {
        var header = default(THeader);
        var plan = Measure(in message, in header);
        lock (Gate)
        {
            if (Lifetime.HasEnded) return;
            CommitWaiting(isEnd: true);
            // Only now: what waited may lead to another state.
            if (state is { } own && State != own) return;
            Commit(in message, in header, in plan);
            Lifetime.EndFarewell();
        }
    }

    /// <summary>Sends the reply of a registration; an accepted one makes the connection registered first.</summary>
    protected DispatchResult AnswerRegistration<TReply>(in ReceivedFrame<THeader> frame, ValueTask<TReply> pending, Func<TReply, bool> accepts)
        where TReply : struct, IMessage<TReply> => AnswerRegistration<TReply, OneReply<TReply>>(in frame, pending, accepts);

    /// <inheritdoc cref="AnswerRegistration{TReply}"/>
    protected DispatchResult AnswerRegistration<TAnswer, TReplies>(
        in ReceivedFrame<THeader> frame, ValueTask<TAnswer> pending, Func<TAnswer, bool> accepts)
        where TReplies : struct, IReplyWriter<TAnswer> =>
        Answer<TAnswer, TReplies>(frame.Header, pending, new Registered<TAnswer>(accepts));

    /// <summary>Sends the reply of a registration; an accepted one attaches the peer to its session first.</summary>
    protected DispatchResult AnswerRegistration<TReply, TKey, TPeer>(
        in ReceivedFrame<THeader> frame,
        ValueTask<TReply> pending,
        Func<TReply, bool> accepts,
        SessionRegistry<TKey, TPeer> sessions,
        TKey key,
        TPeer peer)
        where TReply : struct, IMessage<TReply>
        where TKey : notnull
        where TPeer : Peer<TKey> => AnswerRegistration<TReply, OneReply<TReply>, TKey, TPeer>(in frame, pending, accepts, sessions, key, peer);

    /// <inheritdoc cref="AnswerRegistration{TReply, TKey, TPeer}"/>
    protected DispatchResult AnswerRegistration<TAnswer, TReplies, TKey, TPeer>(
        in ReceivedFrame<THeader> frame,
        ValueTask<TAnswer> pending,
        Func<TAnswer, bool> accepts,
        SessionRegistry<TKey, TPeer> sessions,
        TKey key,
        TPeer peer)
        where TReplies : struct, IReplyWriter<TAnswer>
        where TKey : notnull
        where TPeer : Peer<TKey>
    {
        var step = new Attached<TAnswer, TKey, TPeer>(accepts, sessions, key, peer);
        return Answer<TAnswer, TReplies>(frame.Header, Directory is { } directory ? step.AttachElsewhereAsync(directory, pending) : pending, step);
    }

    private void SendControl<T>(in T message, PendingCall? call) where T : struct, IMessage<T>
    {
        var header = default(THeader);
        var plan = Measure(in message, in header);
        lock (Gate)
        {
            if (!Lifetime.IsOpen) return;
            if (call is null) header = Number(in header);
            else if (!TryNumber(ref header, call)) return;
            Append(ref OpenOutput().Control, in message, in header, in plan);
            if (call is not null) Calls.Requests.Add(call);
        }
    }

    private void RegistrationJudged<TResult>(TResult reply, Exception? refusal, DisconnectReason reason)
    {
        if (refusal is not null)
        {
            Close(reason, refusal);
        }
        else if (HasHandshake)
        {
            Rare.RegistrationReply = reply;
            BeginHandshake();
        }
        else
        {
            BecomeReady();
        }
    }

    private class Registered<TAnswer>(Func<TAnswer, bool> accepts) : ReplyStep<TAnswer>
    {
        public sealed override bool Accepts(in TAnswer answer) => accepts(answer);

        public override bool TryAttach() => true;
    }

    private sealed class Attached<TAnswer, TKey, TPeer>(
        Func<TAnswer, bool> accepts, SessionRegistry<TKey, TPeer> sessions, TKey key, TPeer peer)
        : Registered<TAnswer>(accepts)
        where TKey : notnull
        where TPeer : Peer<TKey>
    {
        private DirectorySession<TKey>? _known;
        private bool _isInUse;

        /// <summary>The session is known everywhere before its peer learns that it has one.</summary>
        public async ValueTask<TAnswer> AttachElsewhereAsync(ISessionDirectory directory, ValueTask<TAnswer> pending)
        {
            var answer = await pending.ConfigureAwait(false);
            if (!Accepts(in answer)) return answer;
            _known = new(peer, sessions.Table, key);
            _isInUse = !await _known.TryAttachAsync(directory, peer.Connection.DuplicateSessions).ConfigureAwait(false);
            return answer;
        }

        public override bool TryAttach()
        {
            if (!_isInUse && sessions.TryAttach(peer, key, _known)) return true;
            _known?.LeaveDirectory();
            return false;
        }
    }
}
