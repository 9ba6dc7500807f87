using System.Buffers;

namespace ProtoGen.Framing;

/// <summary>What code of a user's own writes to: a pooled array, never longer than it may be.</summary>
internal sealed class BoundedWriter : IBufferWriter<byte>, IDisposable
{
    [ThreadStatic]
    private static BoundedWriter? _spare;

    private byte[]? _array;
    private int _limit;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _array.AsSpan(0, Length);

    /// <summary>An empty writer, which its caller disposes; one thread has one to spare.</summary>
    public static BoundedWriter Rent(int limit)
    {
        var writer = _spare ?? new();
        _spare = null;
        (writer._limit, writer.Length) = (limit, 0);
        return writer;
    }

    public void Advance(int count)
    {
        if (count < 0 || count > (_array?.Length ?? 0) - Length) throw new ArgumentOutOfRangeException(nameof(count), count, "More bytes than were asked for.");
        if (count > _limit - Length) throw new BodyTooLargeException(_limit);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _array.AsSpan(Length);
    }

    public void Dispose()
    {
        if (_array is { } array) ArrayPool<byte>.Shared.Return(array);
        _array = null;
        _spare = this;
    }

    private void Reserve(int bytes)
    {
        bytes = Math.Max(bytes, 1);
        // A hint may exceed what will be written; a hint beyond all sense may not.
        if (bytes > (2L * _limit) - Length + 1024) throw new BodyTooLargeException(_limit);
        if (_array is null)
        {
            _array = ArrayPool<byte>.Shared.Rent(Math.Max(bytes, 512));
        }
        else if (_array.Length - Length < bytes)
        {
            var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(Length + bytes, 2 * Length)));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_array);
            _array = larger;
        }
    }
}

/// <summary>More bytes than are allowed.</summary>
internal sealed class BodyTooLargeException(int limit) : Exception($"More than the {limit} bytes that are allowed here.");
