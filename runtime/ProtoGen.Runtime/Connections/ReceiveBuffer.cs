using System.Buffers;

namespace ProtoGen.Connections;

/// <summary>
/// The beginning of an unfinished frame, in a pooled array that grows with the bytes that came, never with the length a peer announced.
/// Belongs to the receive role. A struct: an idle connection is many.
/// </summary>
internal struct ReceiveBuffer
{
    private const int FirstBytes = 1024;

    /// <summary>What the framing noted about the unfinished frame: bytes that hold no flag where frames stand between flags, else the bytes that must be
    /// there before it is looked at again.</summary>
    public int Noted;

    private byte[]? _array;
    private int _length;

    public readonly bool IsEmpty => _length == 0;

    public readonly int Length => Volatile.Read(in _length);

    /// <summary>Space after the unfinished frame, so that what is read next needs no copy; <paramref name="shared"/> where there is none.</summary>
    public Memory<byte> GetSpace(Memory<byte> shared)
    {
        if (_length == 0) return shared;
        if (_array!.Length - _length < _length / 2) Grow(2 * _length);
        return _array.AsMemory(_length);
    }

    /// <summary>The unfinished frame and the new bytes as one piece: the new bytes themselves where nothing was unfinished.</summary>
    public ReadOnlySpan<byte> Join(ReadOnlySpan<byte> bytes)
    {
        if (_length == 0) return bytes;
        if (!IsOurSpace(bytes))
        {
            if (_array!.Length - _length < bytes.Length) Grow(Math.Max(2 * _length, _length + bytes.Length));
            bytes.CopyTo(_array.AsSpan(_length));
        }

        _length += bytes.Length;
        return _array.AsSpan(0, _length);
    }

    /// <summary>Keeps what is left of the last <see cref="Join"/> once whole frames were taken from its start.</summary>
    public void Keep(ReadOnlySpan<byte> joined, int taken)
    {
        var rest = joined[taken..];
        if (rest.IsEmpty)
        {
            Release();
            return;
        }

        if (_length == 0)
        {
            _array = ArrayPool<byte>.Shared.Rent(Math.Max(FirstBytes, rest.Length));
            rest.CopyTo(_array);
        }
        else if (taken > 0)
        {
            rest.CopyTo(_array);
        }

        _length = rest.Length;
    }

    public void Release()
    {
        if (_array is { } array) ArrayPool<byte>.Shared.Return(array);
        _array = null;
        _length = 0;
    }

    private readonly bool IsOurSpace(ReadOnlySpan<byte> bytes) =>
        _array!.AsSpan(_length).Overlaps(bytes, out var offset) && offset == 0;

    private void Grow(int bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(bytes);
        _array.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array!);
        _array = larger;
    }
}
