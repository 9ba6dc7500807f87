using ProtoGen.Dispatch;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

// What emitted Dispatch methods return.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    /// <summary>Before a handler that may suspend or send: what was answered so far must leave first.</summary>
    protected void BeforeHandler()
    {
        if (!HasReplies) return;
        if (KnowsWireSize) PublishReplies(Batch!.Replies.Length);
        else MergeBatch();
    }

    // Published replies may not be moved to a larger array, so it has to be known whether the next one has room.
    private static bool KnowsWireSize => !TFraming.IsEscaped && !TFraming.HasFramer;

    // Before a handler is waited for, too: who completes it may close the connection, which leaves out nothing that is in the queue.
    private void MergeBatch()
    {
        if (!HasReplies) return;
        lock (Gate) MergeReplies();
    }

    // An inline turn is the receive thread's, and so are the replies: asking which thread this is would cost more.
    private bool HasReplies => Turn.IsInline && Batch is { Replies.Length: not 0 };

    private void MakeRoom(ReceiveBatch batch, int bytes)
    {
        if (HasPublishedReplies && !batch.Replies.HasRoomFor(bytes)) MergeBatch();
        if (batch.Replies.Length == 0) batch.Replies.Reserve(Math.Max(bytes, RepliesBytes));
    }

    /// <summary>What a message with parameters takes from its frame and from the connection.</summary>
    protected void GetOuter(in ReceivedFrame<THeader> frame, out WireOuter outer)
    {
        TFraming.GetOuter(TFraming.HasSides ? TFraming.FrameKey(frame.Key, fromServer: !IsServer) : frame.Key, frame.Header, Facts.Values, out outer);
        if (TFraming.CatchesUnknown) outer = outer.WithKey(frame.FrameKey);
    }

    /// <summary>What a frame is dispatched as. Emitted where a message that this side may receive stands for unknown ids.</summary>
    /// <param name="key">What the framing found.</param>
    protected virtual long KindOf(long key) => key;

    private long DispatchKey(long key) => TFraming.CatchesUnknown ? KindOf(MessageKey(key)) : MessageKey(key);

    private static long MessageKey(long key) => TFraming.HasSides ? TFraming.MessageKey(key) : key;

    /// <summary>Sends the reply of a request.</summary>
    /// <exception cref="EncodeException">The reply cannot be represented on the wire.</exception>
    protected DispatchResult Answer<TReply>(in ReceivedFrame<THeader> frame, TReply reply) where TReply : struct, IMessage<TReply>
    {
        if (OwesReplies && !frame.IsImmediate) return AnswerInOrder<TReply, OneReply<TReply>>(frame.Header, reply);
        Reply(frame.Header, in reply);
        return DispatchResult.Done;
    }

    /// <summary>Sends what answers a request, if anything does.</summary>
    /// <exception cref="EncodeException">The reply cannot be represented on the wire.</exception>
    protected DispatchResult Answer<TAnswer, TReplies>(in ReceivedFrame<THeader> frame, TAnswer answer) where TReplies : struct, IReplyWriter<TAnswer>
    {
        if (OwesReplies && !frame.IsImmediate) return AnswerInOrder<TAnswer, TReplies>(frame.Header, answer);
        TReplies.Write(in answer, new ReplySink(this, frame.Header));
        return DispatchResult.Done;
    }

    /// <summary>Sends the reply of a request once its handler has it.</summary>
    protected DispatchResult Answer<TReply>(in ReceivedFrame<THeader> frame, ValueTask<TReply> pending) where TReply : struct, IMessage<TReply> =>
        pending.IsCompleted
            ? Answer(in frame, pending.GetAwaiter().GetResult())
            : Answer<TReply, OneReply<TReply>>(frame.Header, pending, null);

    /// <summary>Sends what answers a request, if anything does, once its handler has it.</summary>
    protected DispatchResult Answer<TAnswer, TReplies>(in ReceivedFrame<THeader> frame, ValueTask<TAnswer> pending)
        where TReplies : struct, IReplyWriter<TAnswer> => pending.IsCompleted
            ? Answer<TAnswer, TReplies>(in frame, Outcome<TAnswer, TReplies>(pending))
            : Answer<TAnswer, TReplies>(frame.Header, pending, null);

    /// <summary>The end of a message without a reply.</summary>
    protected DispatchResult Finish(ValueTask pending)
    {
        if (!pending.IsCompleted) return MayGoOnBeside ? GoOnBeside(pending) : Suspend(pending);
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

    /// <summary>Hands a reply to the request that has its number, or, where frames have none, to the oldest that waits for one of its kind.</summary>
    protected DispatchResult Complete(in ReceivedFrame<THeader> frame) => Complete(in frame, CorrelationOf(in frame));

    /// <summary>Hands a reply to the request that it says it answers.</summary>
    protected DispatchResult Complete(in ReceivedFrame<THeader> frame, Correlation correlation)
    {
        if (TakeRequest(in frame, correlation) is { } call) return Complete(in frame, call);
        CountLateReply();
        return DispatchResult.Done;
    }

    /// <summary>Hands a message that may also come unasked to the request it answers. False where it came unasked and it is its turn.</summary>
    protected bool TryComplete(in ReceivedFrame<THeader> frame, out DispatchResult result) =>
        TryComplete(in frame, CorrelationOf(in frame), out result);

    /// <inheritdoc cref="TryComplete(in ReceivedFrame{THeader}, out DispatchResult)"/>
    protected bool TryComplete(in ReceivedFrame<THeader> frame, Correlation correlation, out DispatchResult result)
    {
        result = DispatchResult.Done;
        if (TakeRequest(in frame, correlation) is { } call) result = Complete(in frame, call);
        else if (frame.IsImmediate) result = DispatchResult.Unasked;
        else return false;
        return true;
    }

    /// <summary>Whether a request waits that such a message may answer.</summary>
    protected bool IsAwaited(long key)
    {
        lock (Gate) return Requests.Awaits(key);
    }

    /// <summary>The peer answered a heartbeat.</summary>
    protected DispatchResult HeartbeatAnswered()
    {
        if (Beats.Answered(Environment.Rules, SteadyNow)) RecordRoundTrip();
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
    protected DispatchResult Unknown(in ReceivedFrame<THeader> frame)
    {
        Counters.CountUnknownMessage();
        Log.UnknownMessage(Logger, Id, frame.Key);
        if (Limits.CloseOnUnknownMessage) Close(DisconnectReason.ProtocolViolation);
        return DispatchResult.Done;
    }

    private static Correlation CorrelationOf(in ReceivedFrame<THeader> frame) =>
        TFraming.HasSequence && TFraming.EchoesSequence ? Correlation.Of(TFraming.GetSequence(frame.Header)) : default;

    private PendingCall? TakeRequest(in ReceivedFrame<THeader> frame, Correlation correlation)
    {
        lock (Gate)
        {
            var call = correlation.HasValue ? Requests.Take(correlation, frame.Key) : Requests.Take(frame.Key);
            var due = long.MaxValue;
            // It leaves with the end of the batch; the deadline of the next one was covered when it was asked.
            if (call is not null) CommitNextRequests(ref due);
            return call;
        }
    }

    private DispatchResult Complete(in ReceivedFrame<THeader> frame, PendingCall call)
    {
        var outer = default(WireOuter);
        if (TFraming.HasParameters || TFraming.CatchesUnknown) GetOuter(in frame, out outer);
        if (call.IsStreamed) ((StreamedCall)call).Connection = this;
        var outcome = call.Complete(frame.Key, frame.Body, in outer, out var error);
        if (!call.IsStreamed || call.EndsWith(frame.Key)) call.Release();
        if (outcome == ReplyOutcome.Malformed) return Refuse(in error);
        if (outcome == ReplyOutcome.Late) CountLateReply();
        return DispatchResult.Done;
    }

    // What a completed handler said: its answer, or the fault that it threw.
    private static TAnswer Outcome<TAnswer, TReplies>(ValueTask<TAnswer> completed) where TReplies : struct, IReplyWriter<TAnswer>
    {
        if (completed.IsCompletedSuccessfully) return completed.Result;
        var answer = default(TAnswer)!;
        try
        {
            return completed.GetAwaiter().GetResult();
        }
        catch (Exception exception) when (TReplies.TryTake(exception, out answer))
        {
            return answer;
        }
    }

    private DispatchResult Answer<TAnswer, TReplies>(in THeader request, ValueTask<TAnswer> pending, ReplyStep<TAnswer>? step)
        where TReplies : struct, IReplyWriter<TAnswer>
    {
        if (pending.IsCompleted) return Answer<TAnswer, TReplies>(in request, Outcome<TAnswer, TReplies>(pending), step);
        // What changes the connection itself does not run beside others.
        return MayGoOnBeside && step is null
            ? GoOnBeside<TAnswer, TReplies>(in request, pending)
            : Suspend<TAnswer, TReplies>(in request, pending, step);
    }

    private DispatchResult Answer<TAnswer, TReplies>(in THeader request, TAnswer answer, ReplyStep<TAnswer>? step)
        where TReplies : struct, IReplyWriter<TAnswer>
    {
        if (step is null || !step.Accepts(in answer)) return Say<TAnswer, TReplies>(in request, answer);

        // The session is there before the reply can be read, and the reply is queued before the lane opens for pushes.
        if (!step.TryAttach())
        {
            RefuseSession();
            return DispatchResult.Done;
        }

        IsRegistered = true;
        DispatchResult result;
        lock (Gate)
        {
            result = Say<TAnswer, TReplies>(in request, answer);
            if (Turn.IsInline) MergeReplies();
            if (!TryOpenUserLane()) return result;
        }

        AnnounceReady();
        return result;
    }

    private DispatchResult Say<TAnswer, TReplies>(in THeader request, TAnswer answer) where TReplies : struct, IReplyWriter<TAnswer>
    {
        if (OwesReplies) return AnswerInOrder<TAnswer, TReplies>(in request, answer);
        TReplies.Write(in answer, new ReplySink(this, request));
        return DispatchResult.Done;
    }

    private void Reply<TReply>(in THeader request, in TReply reply) where TReply : struct, IMessage<TReply>
    {
        var header = AnswerHeader(in request);
        var plan = Measure(in reply, in header);
        if (Turn.IsInline && Batch is { } batch)
        {
            MakeRoom(batch, plan.FrameBytes);
            Append(ref batch.Replies, in reply, in header, in plan);
            if (batch.Replies.Length > MergeBytes) MergeBatch();
            return;
        }

        // On the thread that completes a handler, or for an immediate message while one is pending.
        lock (Gate)
        {
            if (!Lifetime.HasEnded && !Lifetime.HasSaidFarewell) AppendUser(in reply, in header, in plan);
        }
    }

    private readonly struct ReplySink(ProtocolConnection<TFraming, THeader> connection, THeader request) : IReplySink
    {
        private readonly THeader _request = request;

        public void Reply<T>(in T message) where T : struct, IMessage<T> => connection.Reply(in _request, in message);
    }
}
