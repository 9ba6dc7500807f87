using System.Buffers;
using ProtoGen.Client;
using ProtoGen.Dispatch;
using ProtoGen.Framing;

namespace ProtoGen.Connections;

/// <summary>A plain frame whose caller waits until it can be sent. Its number, if frames have one, comes then.</summary>
internal readonly record struct WaitingFrame(byte[] Array, FrameHead Head, PendingCall Call, Type Message)
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
/// <param name="rules">How much may wait, on the client; null where all may.</param>
internal sealed class WaitingFrames(QueueRules? rules = null)
{
    /// <summary>Those of a connection on which none has ever waited. Nothing is ever added to it.</summary>
    public static WaitingFrames None { get; } = new();

    private Queue<WaitingFrame>? _made;

    public int Count => _made?.Count ?? 0;

    public long Bytes { get; private set; }

    /// <summary>Makes room for a frame that is about to be added, as the rules say for its message.</summary>
    /// <returns>What its caller is told instead, or null where it may be added.</returns>
    public ConnectionException? Admit(Type message, int bytes, bool isConnected)
    {
        if (rules is null) return null;
        var policy = rules.PolicyOf(message);
        if (policy == QueuePolicy.FailFast) return isConnected ? ConnectionException.QueueFull() : ConnectionException.NotConnected();
        if (policy == QueuePolicy.Latest) Displace(frame => frame.Message == message);
        if (HasRoomFor(bytes)) return null;

        // What callers gave up stands there until its turn or its time comes.
        Expire(long.MinValue);
        while (policy == QueuePolicy.DropOldest && !HasRoomFor(bytes) && Displace(MayBeDropped))
        {
        }

        return HasRoomFor(bytes) ? null : ConnectionException.QueueFull();
    }

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

    /// <summary>Fails and drops what was sent before, on a connection that was lost; says how many that were.</summary>
    public int GiveUpSent()
    {
        var given = 0;
        for (var left = Count; left > 0; left--)
        {
            TryTake(out var frame);
            if (!frame.Call.MayHaveArrived)
            {
                Add(frame);
                continue;
            }

            if (!frame.Call.IsFinished) given++;
            frame.Call.GiveUp();
            frame.Call.Release();
            frame.Release();
        }

        return given;
    }

    private bool HasRoomFor(int bytes) => Count == 0 || (Count < rules!.MaxFrames && Bytes + bytes <= rules.MaxBytes);

    private bool MayBeDropped(WaitingFrame frame) => rules!.PolicyOf(frame.Message) is QueuePolicy.DropOldest or QueuePolicy.Latest;

    // Drops the oldest that fits; false where none does.
    private bool Displace(Predicate<WaitingFrame> fits)
    {
        var found = false;
        for (var left = Count; left > 0; left--)
        {
            TryTake(out var frame);
            if (found || frame.Call.IsFinished || !fits(frame))
            {
                Add(frame);
                continue;
            }

            found = true;
            frame.Call.Refuse(ConnectionException.Superseded());
            frame.Call.Release();
            frame.Release();
        }

        return found;
    }
}
