using System.Buffers;

namespace ProtoGen.Connections;

/// <summary>Whole frames one after the other in a pooled array, which is held only while there are any.</summary>
internal struct FrameBuffer
{
    private const int FirstBytes = 512;

    private byte[]? _array;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _array.AsSpan(0, Length);

    public readonly ReadOnlySpan<byte> Between(int from, int to) => _array.AsSpan(from, to - from);

    /// <summary>Whether <see cref="Reserve"/> moves nothing.</summary>
    public readonly bool HasRoomFor(int bytes) => _array is null || _array.Length - Length >= bytes;

    /// <summary>Room after what is written; it counts only after <see cref="Commit"/>.</summary>
    public Span<byte> Reserve(int bytes)
    {
        if (_array is null) _array = ArrayPool<byte>.Shared.Rent(Math.Max(bytes, FirstBytes));
        else if (_array.Length - Length < bytes) Grow(bytes);
        return _array.AsSpan(Length, bytes);
    }

    public void Commit(int bytes) => Length += bytes;

    public void Append(ReadOnlySpan<byte> frames)
    {
        frames.CopyTo(Reserve(frames.Length));
        Commit(frames.Length);
    }

    /// <summary>Appends what another buffer holds and empties it; copies nothing when there is nothing here yet.</summary>
    public void TakeOver(ref FrameBuffer other)
    {
        if (Length == 0)
        {
            (this, other) = (other, this);
            return;
        }

        Append(other.Written);
        other.Length = 0;
    }

    /// <summary>Hands the array over and forgets it.</summary>
    public (byte[] Array, int Length) Detach()
    {
        var taken = (_array!, Length);
        (_array, Length) = (null, 0);
        return taken;
    }

    /// <summary>Keeps the array for what comes.</summary>
    public void Empty() => Length = 0;

    public void Release()
    {
        if (_array is { } array) ArrayPool<byte>.Shared.Return(array);
        (_array, Length) = (null, 0);
    }

    private void Grow(int bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(Length + bytes, 2 * _array!.Length)));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
