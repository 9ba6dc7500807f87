using ProtoGen.Dispatch;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

// What the engine says by itself, in the control lane: it goes before everything that waits.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    private bool _awaitsRegistration;

    /// <summary>Sends the registration by <see cref="SendRegistration"/>; a client without one does nothing and is ready at once.</summary>
    protected virtual void BeginRegistration()
    {
    }

    /// <summary>Sends the registration; user messages follow once its reply was accepted.</summary>
    protected void SendRegistration<TRequest, TReply>(in TRequest message, Func<TReply, bool> accepts)
        where TRequest : struct, IRequest<TRequest, TReply>
        where TReply : struct, IMessage<TReply>
    {
        _awaitsRegistration = true;
        var plan = FrameWriter.Measure<TFraming, THeader, TRequest>(in message, default, TFraming.DefaultProfile);
        lock (Gate)
        {
            Requests.Add(new PendingRegistration<TReply>(accepts, RegistrationJudged));
            CommitControl(in message, in plan);
        }
    }

    /// <summary>Queues a heartbeat.</summary>
    protected void SendHeartbeat<T>(in T message) where T : struct, IMessage<T>
    {
        var plan = FrameWriter.Measure<TFraming, THeader, T>(in message, default, TFraming.DefaultProfile);
        lock (Gate)
        {
            if (Lifetime.IsOpen) CommitControl(in message, in plan);
        }
    }

    /// <summary>Sends the reply of a registration; an accepted one makes the connection registered first.</summary>
    protected DispatchResult AnswerRegistration<TReply>(in FrameHead head, ValueTask<TReply> pending, Func<TReply, bool> accepts)
        where TReply : struct, IMessage<TReply> => AnswerRegistration(in head, pending, new Registered<TReply>(accepts));

    /// <summary>Sends the reply of a registration; an accepted one attaches the peer to its session first.</summary>
    protected DispatchResult AnswerRegistration<TReply, TKey, TPeer>(
        in FrameHead head, ValueTask<TReply> pending, Func<TReply, bool> accepts, SessionRegistry<TKey, TPeer> sessions, TKey key, TPeer peer)
        where TReply : struct, IMessage<TReply>
        where TKey : notnull
        where TPeer : Peer => AnswerRegistration(in head, pending, new Attached<TReply, TKey, TPeer>(accepts, sessions, key, peer));

    private DispatchResult AnswerRegistration<TReply>(in FrameHead head, ValueTask<TReply> pending, ReplyStep<TReply> step)
        where TReply : struct, IMessage<TReply>
    {
        _ = head;
        return pending.IsCompleted ? Reply(pending.GetAwaiter().GetResult(), step) : Suspend(pending, step);
    }

    private void CommitControl<T>(in T message, in FramePlan plan) where T : struct, IMessage<T>
    {
        FrameWriter.WritePlain<TFraming, THeader, T>(in message, default, in plan, TFraming.DefaultProfile, Output.ReserveControl(plan.FrameBytes));
        Output.CommitControl(plan.FrameBytes);
    }

    private void RegistrationJudged(bool accepted)
    {
        if (accepted) BecomeReady();
        else Close(DisconnectReason.RegisterRejected);
    }

    private class Registered<TReply>(Func<TReply, bool> accepts) : ReplyStep<TReply> where TReply : struct
    {
        public sealed override bool Accepts(in TReply reply) => accepts(reply);

        public override void Attach()
        {
        }
    }

    private sealed class Attached<TReply, TKey, TPeer>(
        Func<TReply, bool> accepts, SessionRegistry<TKey, TPeer> sessions, TKey key, TPeer peer)
        : Registered<TReply>(accepts)
        where TReply : struct
        where TKey : notnull
        where TPeer : Peer
    {
        public override void Attach() => sessions.Attach(key, peer);
    }
}
