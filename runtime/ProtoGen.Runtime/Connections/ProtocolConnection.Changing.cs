using System.Buffers;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

// Frames that look different on the wire: found by code of the user's own, with bodies transformed or in parts. What comes out is a plain
// frame around a whole body, so that nothing behind it knows the difference.
public abstract partial class ProtocolConnection<TFraming, THeader>
{
    // False where the rest of the input is no whole frame.
    private bool TryTakeCut(ReceiveBatch batch, ReadOnlySpan<byte> input, ref int taken, ref bool hasTurn)
    {
        var rest = input[taken..];
        using var plain = BoundedWriter.Rent(MaxFrameBytes);
        var status = FrameBodies.Find<TFraming, THeader>(rest, MaxFrameBytes, plain, out var consumed);
        if (status == FrameStatus.NeedMore)
        {
            taken += consumed;
            if (rest.Length - consumed < MaxWireBytes) return false;
            (status, consumed) = (FrameStatus.TooLarge, rest.Length - consumed);
        }

        FrameHead head = default;
        if (status == FrameStatus.Frame) status = ReadPlain(plain.Written, out head);
        if (status == FrameStatus.Frame)
        {
            taken += consumed;
            TakeFrame(batch, in head, plain.Written, ref hasTurn);
            return true;
        }

        if (TryResync(status))
        {
            Counters.CountSkipped(consumed);
            taken += consumed;
            return true;
        }

        taken = input.Length;
        return false;
    }

    private void TakeChanged(FrameHead head, ReadOnlySpan<byte> frame, ref bool hasTurn)
    {
        var header = TFraming.ReadHeader(frame, in head);
        var part = FrameBodies.BodyOf(frame, in head);
        var status = Join(in header, head.Key, part, out var body);
        if (status == PartStatus.Kept) return;
        if (status == PartStatus.Refused)
        {
            TryResync(FrameStatus.Malformed);
            return;
        }

        if (!TFraming.IsTransformed(in header, head.Key, Facts.Values))
        {
            if (body == part) TakeWhole(in head, frame, ref hasTurn);
            else TakeReplaced(head, frame, body, ref hasTurn);
            return;
        }

        using var restored = BoundedWriter.Rent(TFraming.MaxBodyBytes);
        var found = FrameBodies.Decode<TFraming, THeader>(in header, head.Key, body, restored);
        if (found == FrameStatus.Frame) TakeReplaced(head, frame, restored.Written, ref hasTurn);
        else TryResync(found);
    }

    private PartStatus Join(in THeader header, long key, ReadOnlySpan<byte> part, out ReadOnlySpan<byte> body)
    {
        body = part;
        if (!TFraming.IsPart(in header, key, Facts.Values)) return PartStatus.Whole;
        try
        {
            var reassembler = Rare.Reassembler ??= TFraming.CreateReassembler();
            var status = reassembler.Add(in header, MessageKey(key), part, out body);
            return body.Length > TFraming.MaxBodyBytes ? PartStatus.Refused : status;
        }
        catch (Exception exception)
        {
            Log.PartRefused(Logger, Id, exception);
            return PartStatus.Refused;
        }
    }

    private void TakeReplaced(FrameHead head, ReadOnlySpan<byte> frame, ReadOnlySpan<byte> body, ref bool hasTurn)
    {
        var array = ArrayPool<byte>.Shared.Rent(frame.Length - head.BodyLength + body.Length);
        try
        {
            var whole = FrameBodies.Replace(frame, ref head, body, array);
            TakeWhole(in head, whole, ref hasTurn);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
