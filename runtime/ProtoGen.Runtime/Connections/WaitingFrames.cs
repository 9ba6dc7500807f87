using System.Buffers;
using ProtoGen.Dispatch;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

/// <summary>A plain frame whose caller waits until it can be sent. Its number, if frames have one, comes then.</summary>
internal readonly record struct WaitingFrame(byte[] Array, FrameHead Head, PendingCall Call)
{
    public int Length => Head.Length;

    public Span<byte> Plain => Array.AsSpan(0, Length);

    public void Fail(DisconnectReason reason, Exception? cause)
    {
        Call.Fail(reason, cause);
        Call.Release();
        Release();
    }

    /// <summary>Gives the array back; the frame was sent or will never be.</summary>
    public void Release() => ArrayPool<byte>.Shared.Return(Array);
}

/// <summary>Frames that wait for room or for a connection, in order. Its owner's lock guards it.</summary>
internal sealed class WaitingFrames
{
    private Queue<WaitingFrame>? _made;

    public int Count => _made?.Count ?? 0;

    public long Bytes { get; private set; }

    public void Add(WaitingFrame frame)
    {
        Frames.Enqueue(frame);
        Bytes += frame.Length;
    }

    private Queue<WaitingFrame> Frames => _made ??= new();

    public bool TryPeek(out WaitingFrame frame) => Frames.TryPeek(out frame);

    /// <summary>Puts older frames before those that came meanwhile.</summary>
    public void Prepend(List<WaitingFrame> older)
    {
        var newer = Frames.ToArray();
        Frames.Clear();
        foreach (var frame in older) Add(frame);
        foreach (var frame in newer) Frames.Enqueue(frame);
    }

    public List<WaitingFrame> TakeAll()
    {
        if (_made is null) return [];
        var all = new List<WaitingFrame>(Frames);
        Frames.Clear();
        Bytes = 0;
        return all;
    }

    public bool TryTake(out WaitingFrame frame)
    {
        frame = default;
        if (_made is null || !_made.TryDequeue(out frame)) return false;
        Bytes -= frame.Length;
        return true;
    }

    /// <summary>Fails and drops what is past its deadline, drops what its caller gave up; says when to look again.</summary>
    public long Expire(long now)
    {
        var due = long.MaxValue;
        for (var left = Count; left > 0; left--)
        {
            TryTake(out var frame);
            if (frame.Call.Deadline <= now) frame.Call.TimeOut();
            if (frame.Call.IsFinished)
            {
                frame.Call.Release();
                frame.Release();
                continue;
            }

            due = Math.Min(due, frame.Call.Deadline);
            Add(frame);
        }

        return due;
    }
}
