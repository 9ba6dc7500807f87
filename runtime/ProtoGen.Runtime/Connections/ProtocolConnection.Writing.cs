using ProtoGen.Dispatch;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

// How frames of this side get their header and their place in the send queue.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    /// <summary>What is known about this connection that decides how its messages look.</summary>
    public ConnectionFacts Facts => HasFacts ? Conversation.Facts! : ConnectionFacts.None;

    /// <summary>Emitted where the framing has numbers, states or facts: a field for them.</summary>
    protected virtual ref Conversation Conversation => throw new InvalidOperationException("A framing with numbers, states or facts needs a place for them.");

    private static bool HasFacts { get; } = !TFraming.DefaultProfile.IsEmpty;

    private int State => TFraming.HasStates ? Volatile.Read(ref Conversation.State) : 0;

    /// <summary>Whether its frames are like those of any other connection.</summary>
    internal bool HasDefaultProfile => !TFraming.HasParameters || Facts.Values.SequenceEqual(TFraming.DefaultProfile);

    // Whatever the state, it says the same of this.
    private bool IsServer => TFraming.IsServer(State);

    private FramePlan Measure<T>(in T message, in THeader header) where T : struct, IMessage<T> =>
        FrameWriter.Measure<TFraming, THeader, T>(in message, in header, Facts.Values, TFraming.HasSides && IsServer);

    private int Append<T>(ref FrameBuffer buffer, in T message, in THeader header, in FramePlan plan) where T : struct, IMessage<T>
    {
        var bytes = FrameWriter.Append<TFraming, THeader, T>(ref buffer, in message, in header, in plan, Facts.Values);
        CountSentFrame();
        FollowState(plan.Key, isSent: true);
        return bytes;
    }

    // Under the gate.
    private void AppendUser<T>(in T message, in THeader header, in FramePlan plan) where T : struct, IMessage<T>
    {
        MergeEarlierReplies();
        OpenOutput().UserAppended(Append(ref OpenOutput().User, in message, in header, in plan));
    }

    private void AppendUser(ReadOnlySpan<byte> plain, long key)
    {
        MergeEarlierReplies();
        OpenOutput().UserAppended(FrameWriter.Append<TFraming, THeader>(ref OpenOutput().User, plain));
        CountSentFrame();
        FollowState(key, isSent: true);
    }

    /// <summary>The header with a fresh number, where frames have numbers.</summary>
    private THeader Number(in THeader header) =>
        TFraming.HasSequence ? TFraming.WithSequence(in header, Interlocked.Increment(ref Conversation.LastSequence)) : header;

    private THeader AnswerHeader(in THeader request)
    {
        var header = TFraming.Answer(in request);
        return TFraming.EchoesSequence ? header : Number(in header);
    }

    /// <summary>Gives a request a number that no request in flight has. False where all are taken. Under the gate.</summary>
    private bool TryNumber(ref THeader header, PendingCall call)
    {
        if (!TFraming.HasSequence) return true;
        if (!call.Correlation.HasValue) return TryFindNumber(ref header, call) || TryFindNumberAgain(ref header, call);
        header = Number(in header);
        return true;
    }

    private bool TryFindNumber(ref THeader header, PendingCall call)
    {
        // Of one number more than are taken, one is free, or the numbers have come round.
        for (var left = Requests.Count + 1; left > 0; left--)
        {
            header = Number(in header);
            call.Number(Correlation.Of(TFraming.GetSequence(in header)));
            if (!Requests.IsTaken(call.Correlation)) return true;
        }

        call.Number(default);
        return false;
    }

    private bool TryFindNumberAgain(ref THeader header, PendingCall call)
    {
        Requests.ForgetFinished();
        return TryFindNumber(ref header, call);
    }

    /// <summary>Numbers a plain frame that was sealed before. Under the gate.</summary>
    private bool TryRenumber(Span<byte> plain, in FrameHead head, PendingCall? request)
    {
        if (!TFraming.HasSequence) return true;
        var header = TFraming.ReadHeader(plain, in head);
        if (request is null) header = Number(in header);
        else if (!TryNumber(ref header, request)) return false;
        TFraming.Seal(plain, in header, head.Key, head.BodyLength);
        return true;
    }

    private protected sealed override bool TryTransmit(in WaitingFrame frame)
    {
        if (TFraming.MarksResent && frame.Call.MayHaveArrived) MarkResent(in frame);
        if (!TryRenumber(frame.Plain, frame.Head, frame.Call.ReplyKeys is null ? null : frame.Call)) return false;
        AppendUser(frame.Plain, frame.Head.Key);
        return true;
    }

    private static void MarkResent(in WaitingFrame frame)
    {
        var head = frame.Head;
        var header = TFraming.Resent(TFraming.ReadHeader(frame.Plain, in head), head.Key);
        TFraming.Seal(frame.Plain, in header, head.Key, head.BodyLength);
    }

    private void FollowState(long key, bool isSent)
    {
        if (!TFraming.HasStates) return;
        lock (Gate)
        {
            ref var state = ref Conversation.State;
            state = TFraming.NextState(state, key, isSent);
        }
    }
}
