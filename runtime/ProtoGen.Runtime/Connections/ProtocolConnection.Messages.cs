using ProtoGen.Dispatch;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

// What emitted Dispatch methods return.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    /// <summary>Before a handler that may suspend or send: what was answered so far goes into the send buffer first.</summary>
    protected void BeforeHandler()
    {
        if (_replies.Length == 0) return;
        lock (Gate) MergeReplies();
    }

    /// <summary>Sends the reply of a request.</summary>
    /// <exception cref="EncodeException">The reply cannot be represented on the wire.</exception>
    protected DispatchResult Answer<TReply>(in FrameHead head, TReply reply) where TReply : struct, IMessage<TReply>
    {
        _ = head;
        var plan = FrameWriter.Measure<TFraming, THeader, TReply>(in reply, default, TFraming.DefaultProfile);
        if (!Turn.IsInline) return AnswerDirectly(in reply, in plan);

        FrameWriter.WritePlain<TFraming, THeader, TReply>(in reply, default, in plan, TFraming.DefaultProfile, _replies.Reserve(plan.FrameBytes));
        _replies.Commit(plan.FrameBytes);
        if (_replies.Length > MergeBytes) BeforeHandler();
        return DispatchResult.Done;
    }

    /// <summary>Sends the reply of a request once its handler has it.</summary>
    protected DispatchResult Answer<TReply>(in FrameHead head, ValueTask<TReply> pending) where TReply : struct, IMessage<TReply> =>
        pending.IsCompleted ? Answer(in head, pending.GetAwaiter().GetResult()) : Suspend(pending, null);

    /// <summary>The end of a message without a reply.</summary>
    protected DispatchResult Finish(ValueTask pending)
    {
        if (!pending.IsCompleted) return Suspend(pending);
        pending.GetAwaiter().GetResult();
        return DispatchResult.Done;
    }

    /// <summary>The end of a push that no handler takes.</summary>
    /// <param name="heard">Whether a stream took it.</param>
    protected DispatchResult Pushed(bool heard)
    {
        if (!heard) Counters.CountUnheardPush();
        return DispatchResult.Done;
    }

    /// <summary>Hands a reply to the oldest request that waits for one of its kind.</summary>
    protected DispatchResult Complete(in FrameHead head, ReadOnlySpan<byte> body)
    {
        PendingCall? call;
        lock (Gate) call = Requests.Take(head.Key);
        if (call is null)
        {
            Counters.CountLateReply();
            return DispatchResult.Done;
        }

        var outcome = call.Complete(body, out var error);
        call.Release();
        if (outcome == ReplyOutcome.Malformed) return Refuse(in error);
        if (outcome == ReplyOutcome.Late) Counters.CountLateReply();
        return DispatchResult.Done;
    }

    /// <summary>The peer answered a heartbeat.</summary>
    protected DispatchResult HeartbeatAnswered()
    {
        Beats.Answered(Clock.Now - Timer.Stalled);
        return DispatchResult.Done;
    }

    /// <summary>A body that the schema forbids: closes the connection.</summary>
    protected DispatchResult Refuse(in DecodeError error)
    {
        Log.MalformedBody(Logger, Id, error);
        Close(DisconnectReason.ProtocolViolation);
        return DispatchResult.Done;
    }

    /// <summary>A message the schema does not know: skipped and counted, or by option the end of the connection.</summary>
    protected DispatchResult Unknown(in FrameHead head)
    {
        Counters.CountUnknownMessage();
        Log.UnknownMessage(Logger, Id, head.Key);
        if (Limits.CloseOnUnknownMessage) Close(DisconnectReason.ProtocolViolation);
        return DispatchResult.Done;
    }

    private DispatchResult Reply<TReply>(TReply reply, ReplyStep<TReply>? step) where TReply : struct, IMessage<TReply>
    {
        if (step is null || !step.Accepts(in reply)) return Answer(default, reply);

        // The session is there before the reply can be read, and the reply is queued before the lane opens for pushes.
        step.Attach();
        _isRegistered = true;
        var plan = FrameWriter.Measure<TFraming, THeader, TReply>(in reply, default, TFraming.DefaultProfile);
        lock (Gate)
        {
            if (Turn.IsInline) MergeReplies();
            AnswerDirectly(in reply, in plan);
            if (!TryOpenUserLane()) return DispatchResult.Done;
        }

        AnnounceReady();
        return DispatchResult.Done;
    }

    // Not inline: on the thread that completes a handler, or for an immediate message while one is pending.
    private DispatchResult AnswerDirectly<TReply>(in TReply reply, in FramePlan plan) where TReply : struct, IMessage<TReply>
    {
        lock (Gate)
        {
            if (Lifetime.HasEnded) return DispatchResult.Done;
            FrameWriter.WritePlain<TFraming, THeader, TReply>(in reply, default, in plan, TFraming.DefaultProfile, Output.ReserveUser(plan.FrameBytes));
            Output.CommitUser(plan.FrameBytes);
        }

        return DispatchResult.Done;
    }
}
