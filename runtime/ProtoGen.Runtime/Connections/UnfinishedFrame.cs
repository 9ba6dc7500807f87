using System.Buffers;
using ProtoGen.Dispatch;

namespace ProtoGen.Connections;

/// <summary>
/// The bytes of an unfinished frame, in a pooled array that grows with the bytes that came, never with the length a peer announced, and what is known
/// about it. A thread keeps the last one it has seen finished.
/// </summary>
internal sealed class UnfinishedFrame
{
    private const int FirstBytes = 1024;

    private static readonly CallPool<UnfinishedFrame> Pool = new();

    [ThreadStatic]
    private static UnfinishedFrame? t_kept;

    private byte[]? _array;
    private int _length;
    private long _startedAt;

    private UnfinishedFrame()
    {
    }

    public int Length => Volatile.Read(ref _length);

    public long StartedAt
    {
        get => Volatile.Read(ref _startedAt);
        set => Volatile.Write(ref _startedAt, value);
    }

    public int Noted { get; set; }

    public int NotedIn { get; set; }

    public static UnfinishedFrame Rent()
    {
        var frame = t_kept ?? Pool.TryTake() ?? new();
        t_kept = null;
        return frame;
    }

    public void Return()
    {
        StartedAt = 0;
        if (_array is { } array) ArrayPool<byte>.Shared.Return(array);
        (_array, _length, Noted, NotedIn) = (null, 0, 0, 0);
        if (t_kept is null) t_kept = this;
        else Pool.Put(this);
    }

    public Memory<byte> GetSpace()
    {
        if (_array!.Length - _length < _length / 2) Grow(2 * _length);
        return _array.AsMemory(_length);
    }

    public ReadOnlySpan<byte> Join(ReadOnlySpan<byte> bytes)
    {
        if (!IsOurSpace(bytes))
        {
            if (_array!.Length - _length < bytes.Length) Grow(Math.Max(2 * _length, _length + bytes.Length));
            bytes.CopyTo(_array.AsSpan(_length));
        }

        _length += bytes.Length;
        return _array.AsSpan(0, _length);
    }

    /// <summary>These bytes are the beginning of a frame; they may stand further behind in its own array.</summary>
    public void Begin(ReadOnlySpan<byte> bytes, long now)
    {
        _array ??= ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, bytes.Length));
        bytes.CopyTo(_array);
        _length = bytes.Length;
        StartedAt = now;
    }

    private bool IsOurSpace(ReadOnlySpan<byte> bytes) => _array!.AsSpan(_length).Overlaps(bytes, out var offset) && offset == 0;

    private void Grow(int bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(bytes);
        _array.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array!);
        _array = larger;
    }
}
