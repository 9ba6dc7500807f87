using System.Buffers;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

// Frames are cut off the received bytes, unescaped, and dispatched or kept for later.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    private readonly int _maxFrameBytes;
    private readonly int _maxWireBytes;
    // Of an unfinished escaped frame: bytes that are known to hold no flag.
    private int _searched;
    // Of an unfinished plain frame: bytes that must come before it is looked at again, and the state in which it was.
    private int _awaited, _awaitedIn;

    private int TakeFrames(ReadOnlySpan<byte> input, out bool hasTurn)
    {
        hasTurn = Turn.TryEnter();
        var taken = 0;
        while (taken < input.Length)
        {
            if (IsWindingDown && !Lifetime.IsOpen) return input.Length;
            if (TFraming.HasFramer)
            {
                if (!TryTakeCut(input, ref taken, ref hasTurn)) return taken;
                continue;
            }

            if (TFraming.IsEscaped)
            {
                if (!TryTakeEscaped(input, ref taken, ref hasTurn)) return taken;
                continue;
            }

            var rest = input[taken..];
            var state = TFraming.HasStates ? Volatile.Read(ref _state) : 0;
            if (rest.Length < _awaited && state == _awaitedIn) return taken;
            var status = ReadHead(rest, state, out var head);
            _awaited = 0;
            if (status == FrameStatus.Frame)
            {
                taken += head.Length;
                TakeFrame(in head, rest[..head.Length], ref hasTurn);
                continue;
            }

            if (status == FrameStatus.NeedMore)
            {
                // A frame without a length says only at its end how long it is.
                if (rest.Length < _maxFrameBytes)
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
    private void Await(int length, int looked, int state) => (_awaited, _awaitedIn) = ((int)Math.Min(length, 2L * looked), state);

    private FrameStatus ReadHead(ReadOnlySpan<byte> input, int state, out FrameHead head) => TFraming.HasStates
        ? TFraming.ReadHead(input, _maxFrameBytes, state, out head)
        : TFraming.ReadHead(input, _maxFrameBytes, out head);

    // False where the rest of the input is no whole frame.
    private bool TryTakeEscaped(ReadOnlySpan<byte> input, ref int taken, ref bool hasTurn)
    {
        var rest = input[taken..];
        var status = EscapedFrames.Find<TFraming, THeader>(ref rest, _maxWireBytes, _searched, out var content);
        taken = input.Length - rest.Length;
        _searched = status == FrameStatus.NeedMore ? rest.Length : 0;
        if (status == FrameStatus.NeedMore) return false;

        byte[]? array = null;
        try
        {
            FrameHead head = default;
            var plain = content;
            if (status == FrameStatus.Frame) status = Unescape(content, ref array, out plain, out head);
            if (status == FrameStatus.Frame)
            {
                TakeFrame(in head, plain, ref hasTurn);
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
        if (plain.Length > _maxFrameBytes) return FrameStatus.TooLarge;
        var status = ReadHead(plain, TFraming.HasStates ? Volatile.Read(ref _state) : 0, out head);
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

    private void TakeFrame(in FrameHead head, ReadOnlySpan<byte> frame, ref bool hasTurn)
    {
        _framesTaken++;
        if (_logsFrames) Frames!.Write(Id, isSent: false, head.Key, frame);
        if (TFraming.ChangesBodies) TakeChanged(head, frame, ref hasTurn);
        else TakeWhole(in head, frame, ref hasTurn);
    }

    private void TakeWhole(in FrameHead head, ReadOnlySpan<byte> frame, ref bool hasTurn)
    {
        if (Beats.CountsBeats && IsHeartbeat(head.Key)) Beats.ReceivedBeat(SteadyNow);
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
            if (!IsWindingDown) _backlog.Add(in head, frame);
            return true;
        }
    }
}
