using System.Net.Sockets;

namespace ProtoGen.Testing;

/// <summary>One direction of a <see cref="MemoryLink"/>. Every member may be used at any time by any thread.</summary>
public sealed class MemoryDirection
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Queue<byte> _bytes = new();
    private TaskCompletionSource _changed = NewSource();
    private ITimer? _timer;
    private Func<int>? _chunks;
    private TimeSpan _pause;
    private int _capacity = 64 << 10;
    private long _quietUntil;
    private int _writing;
    private bool _isHeld, _isCut, _isEnded, _isReset, _isClosed;

    internal MemoryDirection(TimeProvider time) => _time = time;

    /// <summary>The bytes that one read gets at most, asked for before each read that gets any. Default null: as many as there are.</summary>
    public Func<int>? Chunks
    {
        get => Locked(() => _chunks);
        set => Change(() => _chunks = value);
    }

    /// <summary>How long after one read no bytes are there for the next. Default zero.</summary>
    public TimeSpan Pause
    {
        get => Locked(() => _pause);
        set => Change(() => _pause = value);
    }

    /// <summary>Bytes that were written and not read at which writes wait, at least 1. Default 64 KiB.</summary>
    public int Capacity
    {
        get => Locked(() => _capacity);
        set => Change(() => _capacity = value);
    }

    /// <summary>Whether bytes wait and are not handed out; what comes meanwhile is read together later. Default false.</summary>
    public bool IsHeld
    {
        get => Locked(() => _isHeld);
        set => Change(() => _isHeld = value);
    }

    /// <summary>Whether bytes vanish: writes succeed, and nothing arrives, no end and no reset either. Default false.</summary>
    public bool IsCut
    {
        get => Locked(() => _isCut);
        set => Change(() => _isCut = value);
    }

    /// <summary>Bytes written and not read yet.</summary>
    public int Waiting => Locked(() => _bytes.Count);

    /// <summary>Whether its writer has ended it; the reader may have bytes left to read.</summary>
    public bool IsEnded => Locked(() => _isEnded);

    /// <summary>Whether it was broken off.</summary>
    public bool IsReset => Locked(() => _isReset);

    /// <summary>Ends the direction in order (FIN): the reader gets what was written, then the end.</summary>
    public void End() => Change(() => _isEnded = true);

    /// <summary>Breaks the direction off (RST): bytes that were not read are gone; reading and writing fail.</summary>
    public void Reset() => Change(() =>
    {
        _isReset = true;
        _bytes.Clear();
    });

    /// <summary>Puts bytes into the direction that nobody wrote.</summary>
    public void Inject(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            foreach (var value in bytes) _bytes.Enqueue(value);
            Wake();
        }
    }

    // The reader's side was disposed.
    internal void Close() => Change(() => _isClosed = true);

    internal async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (TryRead(buffer.Span, out var count)) return count;
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _writing, 1) != 0) throw new InvalidOperationException("A write is under way already.");
        try
        {
            while (!bytes.IsEmpty)
            {
                Task changed;
                lock (_gate)
                {
                    bytes = bytes[Write(bytes.Span)..];
                    changed = _changed.Task;
                }

                if (!bytes.IsEmpty) await changed.WaitAsync(cancel).ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _writing, 0);
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static IOException Broken(SocketError error) => new("The connection in memory was broken off.", new SocketException((int)error));

    // An empty buffer waits for bytes and takes none. Under the gate.
    private bool TryRead(Span<byte> buffer, out int count)
    {
        count = 0;
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (_isReset && !_isCut) throw Broken(SocketError.ConnectionReset);
        if (_isHeld || _isCut || MustPause()) return false;
        if (_bytes.Count == 0) return _isEnded;
        if (buffer.IsEmpty) return true;

        count = Math.Min(Math.Min(Math.Max(1, _chunks?.Invoke() ?? int.MaxValue), _bytes.Count), buffer.Length);
        for (var index = 0; index < count; index++) buffer[index] = _bytes.Dequeue();
        if (_pause > TimeSpan.Zero) _quietUntil = _time.GetTimestamp() + (long)(_pause.TotalSeconds * _time.TimestampFrequency);
        Wake();
        return true;
    }

    private bool MustPause()
    {
        if (_quietUntil == 0) return false;
        var left = _time.GetElapsedTime(_time.GetTimestamp(), _quietUntil);
        if (left <= TimeSpan.Zero)
        {
            _quietUntil = 0;
            return false;
        }

        _timer ??= _time.CreateTimer(static direction => ((MemoryDirection)direction!).Change(() => { }), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(left, Timeout.InfiniteTimeSpan);
        return true;
    }

    // Under the gate.
    private int Write(ReadOnlySpan<byte> bytes)
    {
        if (_isCut) return bytes.Length;
        if (_isReset) throw Broken(SocketError.ConnectionReset);
        if (_isEnded) throw Broken(SocketError.Shutdown);
        if (_isClosed) throw Broken(SocketError.ConnectionReset);
        var count = Math.Min(Math.Max(0, _capacity - _bytes.Count), bytes.Length);
        foreach (var value in bytes[..count]) _bytes.Enqueue(value);
        if (count > 0) Wake();
        return count;
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate) return read();
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Wake();
        }
    }

    // Under the gate; continuations run elsewhere.
    private void Wake()
    {
        var changed = _changed;
        _changed = NewSource();
        changed.TrySetResult();
    }
}
