using System.Buffers;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

// Frames are cut off the received bytes, unescaped, and dispatched or kept for later.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    private int MaxFrameBytes => Math.Min(Environment.MaxFrameBytes, TFraming.MaxFrameBytes);

    // At worst every byte is escaped; what a framer makes of bytes nobody knows.
    private int MaxWireBytes => TFraming.HasFramer ? TFraming.MaxWireBytes : (int)Math.Min(TFraming.MaxWireBytes, (2L * MaxFrameBytes) + 2);

    private int TakeFrames(ReceiveBatch batch, ReadOnlySpan<byte> input, out bool hasTurn)
    {
        hasTurn = Turn.TryEnter();
        var taken = 0;
        while (taken < input.Length)
        {
            if (IsWindingDown && !Lifetime.IsOpen) return input.Length;
            if (TFraming.HasFramer)
            {
                if (!TryTakeCut(batch, input, ref taken, ref hasTurn)) return taken;
                continue;
            }

            if (TFraming.IsEscaped)
            {
                if (!TryTakeEscaped(batch, input, ref taken, ref hasTurn)) return taken;
                continue;
            }

            var rest = input[taken..];
            var state = State;
            if (rest.Length < Unfinished.Noted && state == Unfinished.NotedIn) return taken;
            var status = ReadHead(rest, state, out var head);
            Unfinished.ForgetNoted();
            if (status == FrameStatus.Frame)
            {
                taken += head.Length;
                TakeFrame(batch, in head, rest[..head.Length], ref hasTurn);
                continue;
            }

            if (status == FrameStatus.NeedMore)
            {
                // A frame without a length says only at its end how long it is.
                if (rest.Length < MaxFrameBytes)
                {
                    Await(head.Length, rest.Length, state);
                    return taken;
                }

                status = FrameStatus.TooLarge;
            }

            if (!TryResync(status)) return input.Length;
            var skipped = 1 + TFraming.FindStart(rest[1..]);
            Counters.CountSkipped(skipped);
            taken += skipped;
        }

        return taken;
    }

    // Frames without a length are looked through each time: not for every byte of a peer that trickles, yet soon enough to refuse what cannot become a frame.
    private void Await(int length, int looked, int state) => Unfinished.Note((int)Math.Min(length, 2L * looked), state);

    private FrameStatus ReadHead(ReadOnlySpan<byte> input, int state, out FrameHead head) => TFraming.HasStates
        ? TFraming.ReadHead(input, MaxFrameBytes, state, out head)
        : TFraming.ReadHead(input, MaxFrameBytes, out head);

    // False where the rest of the input is no whole frame.
    private bool TryTakeEscaped(ReceiveBatch batch, ReadOnlySpan<byte> input, ref int taken, ref bool hasTurn)
    {
        var rest = input[taken..];
        var status = EscapedFrames.Find<TFraming, THeader>(ref rest, MaxWireBytes, Unfinished.Noted, out var content);
        taken = input.Length - rest.Length;
        if (status == FrameStatus.NeedMore)
        {
            Unfinished.Note(rest.Length, state: 0);
            return false;
        }

        Unfinished.ForgetNoted();

        byte[]? array = null;
        try
        {
            FrameHead head = default;
            var plain = content;
            if (status == FrameStatus.Frame) status = Unescape(content, ref array, out plain, out head);
            if (status == FrameStatus.Frame)
            {
                TakeFrame(batch, in head, plain, ref hasTurn);
            }
            else if (TryResync(status))
            {
                Counters.CountSkipped(content.Length);
            }
            else
            {
                taken = input.Length;
                return false;
            }
        }
        finally
        {
            if (array is not null) ArrayPool<byte>.Shared.Return(array);
        }

        return true;
    }

    private FrameStatus Unescape(ReadOnlySpan<byte> content, scoped ref byte[]? array, out ReadOnlySpan<byte> plain, out FrameHead head)
    {
        head = default;
        plain = content;
        if (!EscapedFrames.IsPlain<TFraming, THeader>(content))
        {
            array = ArrayPool<byte>.Shared.Rent(content.Length);
            if (!EscapedFrames.TryUnescape<TFraming, THeader>(content, array, out plain)) return FrameStatus.Malformed;
        }

        return ReadPlain(plain, out head);
    }

    private FrameStatus ReadPlain(ReadOnlySpan<byte> plain, out FrameHead head)
    {
        head = default;
        if (plain.Length > MaxFrameBytes) return FrameStatus.TooLarge;
        var status = ReadHead(plain, State, out head);
        // Flags or framer said already where the frame ends.
        return status == FrameStatus.NeedMore || (status == FrameStatus.Frame && head.Length != plain.Length) ? FrameStatus.Malformed : status;
    }

    // Whether the connection goes on after bytes that are no frame; otherwise it is closed.
    private bool TryResync(FrameStatus status)
    {
        if (TFraming.Resyncs)
        {
            Log.FrameSkipped(Logger, Id, status);
            return true;
        }

        Log.MalformedFrame(Logger, Id, status);
        Close(status == FrameStatus.TooLarge ? DisconnectReason.FrameTooLarge : DisconnectReason.ProtocolViolation);
        return false;
    }

    private void TakeFrame(ReceiveBatch batch, in FrameHead head, ReadOnlySpan<byte> frame, ref bool hasTurn)
    {
        batch.FramesTaken++;
        if (batch.LogsFrames) Frames!.Write(Id, isSent: false, MessageKey(head.Key), frame);
        if (TFraming.ChangesBodies) TakeChanged(head, frame, ref hasTurn);
        else TakeWhole(in head, frame, ref hasTurn);
    }

    private void TakeWhole(in FrameHead head, ReadOnlySpan<byte> frame, ref bool hasTurn)
    {
        if (Environment.Rules.CountsBeats && IsHeartbeat(MessageKey(head.Key))) Beats.ReceivedBeat(Environment.Rules, SteadyNow);
        FollowState(head.Key, isSent: false);
        if (!hasTurn || IsWindingDown || OwesReplies) TakeFrameSlowly(in head, frame, ref hasTurn);
        else if (DispatchSafely(in head, frame, isImmediate: false) == DispatchResult.Suspended) hasTurn = false;
    }

    // The rarer ways of a frame: a handler is pending, or the connection is about to close.
    private void TakeFrameSlowly(in FrameHead head, ReadOnlySpan<byte> frame, ref bool hasTurn)
    {
        if ((!hasTurn || OwesReplies) && IsImmediate(DispatchKey(head.Key)) && DispatchSafely(in head, frame, isImmediate: true) != DispatchResult.Unasked) return;

        while (!hasTurn)
        {
            if (TryPostpone(in head, frame)) return;
            hasTurn = Turn.TryEnter();
        }

        // Asked after the turn was taken: a close that found the turn free is always seen here.
        if (IsWindingDown && !IsImmediate(DispatchKey(head.Key))) return;
        if (DispatchSafely(in head, frame, isImmediate: false) == DispatchResult.Suspended) hasTurn = false;
    }

    private bool TryPostpone(in FrameHead head, ReadOnlySpan<byte> frame)
    {
        lock (Gate)
        {
            if (!Turn.IsHeld) return false;
            if (!IsWindingDown) (Rare.Backlog ??= new()).Add(in head, frame);
            return true;
        }
    }
}
