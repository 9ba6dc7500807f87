using System.Buffers;
using ProtoGen.Dispatch;

namespace ProtoGen.Connections;

/// <summary>
/// What waits to be sent: frames the engine makes itself in the control lane, all others in the user lane, and the buffer on its way. A new
/// frame goes into a lane while the buffer before it is being sent; lanes change only between buffers, so always between frames.
/// The connection's gate guards it. A connection has one only while it has something to send: a thread keeps the last one it has seen empty.
/// </summary>
internal sealed class OutputQueue
{
    private static readonly CallPool<OutputQueue> Pool = new();

    [ThreadStatic]
    private static OutputQueue? t_kept;

    private ConnectionLimits _limits = new();
    private long _progressAt;
    private FrameBuffer _control;
    private FrameBuffer _user;
    private byte[]? _sending;
    private int _sendingLength;
    private int _sendingDone;
    private bool _sendingIsUser;

    private OutputQueue()
    {
    }

    /// <summary>That of a connection without output. Nothing is ever added to it.</summary>
    public static OutputQueue None { get; } = new();

    /// <summary>When the peer last took some, or was last given some; steady. Any thread.</summary>
    public long ProgressAt
    {
        get => Volatile.Read(ref _progressAt);
        set => Volatile.Write(ref _progressAt, value);
    }

    /// <summary>Bytes that were not handed to the transport or not taken by it.</summary>
    public int QueuedBytes => _user.Length + _control.Length + _sendingLength - _sendingDone;

    public bool IsBusy => QueuedBytes != 0;

    /// <summary>Whether a buffer is with the transport, which will ask for the next by itself.</summary>
    public bool IsSending => _sending is not null;

    public bool NeedsSend => _sending is null && _user.Length + _control.Length != 0;

    /// <summary>User bytes committed and taken since it was rented: a frame that ends above the second never left.</summary>
    public long UserBytesCommitted { get; private set; }

    public long UserBytesTaken { get; private set; }

    /// <summary>Whether a send that does not wait is taken. The first frame always is, or a large one could never be sent.</summary>
    public bool HasRoomFor(int bytes) => QueuedBytes == 0 || QueuedBytes + (long)bytes <= _limits.SendCapBytes;

    public bool IsAboveHighWatermark => QueuedBytes >= _limits.SendHighWatermarkBytes;

    public bool IsBelowLowWatermark => QueuedBytes <= _limits.SendLowWatermarkBytes;

    public bool IsAboveHalfCap => QueuedBytes > _limits.SendCapBytes / 2;

    /// <summary>The end of the user lane; what is appended counts after <see cref="UserAppended"/>.</summary>
    public ref FrameBuffer User => ref _user;

    public ref FrameBuffer Control => ref _control;

    public void UserAppended(int bytes) => UserBytesCommitted += bytes;

    public void AppendUser(ref FrameBuffer frames)
    {
        UserBytesCommitted += frames.Length;
        _user.TakeOver(ref frames);
    }

    public void AppendUser(ReadOnlySpan<byte> frames)
    {
        UserBytesCommitted += frames.Length;
        _user.Append(frames);
    }

    public static OutputQueue Rent(ConnectionLimits limits)
    {
        var queue = t_kept ?? Pool.TryTake() ?? new();
        t_kept = null;
        queue._limits = limits;
        return queue;
    }

    /// <summary>Gives it back. Nothing waits in it, and nobody compares with what has gone through it.</summary>
    public void Return()
    {
        UserBytesCommitted = UserBytesTaken = 0;
        if (t_kept is null) t_kept = this;
        else Pool.Put(this);
    }

    public bool TryTake(out ReadOnlyMemory<byte> bytes)
    {
        if (!NeedsSend)
        {
            bytes = default;
            return false;
        }

        _sendingIsUser = _control.Length == 0;
        (_sending, _sendingLength) = _sendingIsUser ? _user.Detach() : _control.Detach();
        if (_sendingIsUser) UserBytesTaken += _sendingLength;
        _sendingDone = 0;
        bytes = _sending.AsMemory(0, _sendingLength);
        return true;
    }

    public void Sent(int bytes)
    {
        _sendingDone += bytes;
        if (_sendingDone < _sendingLength) return;
        if (_sending is { } array) ArrayPool<byte>.Shared.Return(array);
        _sending = null;
        _sendingLength = _sendingDone = 0;
    }

    /// <summary>Forgets what waits. The buffer on its way stays with the transport and is not reused.</summary>
    public void Clear()
    {
        _control.Release();
        _user.Release();
        _sending = null;
        _sendingLength = _sendingDone = 0;
    }
}
