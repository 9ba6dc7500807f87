using System.Buffers;
using ProtoGen.Connections;

namespace ProtoGen.Transports;

/// <summary>The receive role of a stream: wait with an empty read, where the stream can, then read into a rented buffer as long as it comes back full.</summary>
internal sealed class StreamReceiver(Stream stream, StreamTransport transport)
{
    private const int BufferBytes = 32 << 10;
    private const int Paused = 0, Reading = 1, ResumedEarly = 2;

    private byte[]? _shared;
    private bool _hasReceived;
    private int _state = Paused;
    private volatile bool _discards;
    private volatile bool _hasEnded;

    public Connection? Connection { get; set; }

    public bool HasEnded => _hasEnded;

    /// <summary>Begins to read, or goes on after a pause, which may be over before the receive role got to know of it.</summary>
    public void Resume()
    {
        if (Interlocked.CompareExchange(ref _state, ResumedEarly, Reading) == Reading) return;
        // On the pool: this may be the thread that sends, deep inside the engine.
        if (Interlocked.CompareExchange(ref _state, Reading, Paused) != Paused) return;
        ThreadPool.UnsafeQueueUserWorkItem(static receiver => _ = receiver.RunAsync(), this, preferLocal: false);
    }

    /// <summary>From now on bytes are read and dropped.</summary>
    public void Discard()
    {
        _discards = true;
        Resume();
    }

    // Never fails: whatever goes wrong ends the transport.
    private async Task RunAsync()
    {
        try
        {
            await ReadAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _hasEnded = true;
            ReleaseShared();
            transport.Abort(exception);
        }
    }

    // Until the input ends or reading pauses.
    private async Task ReadAsync()
    {
        var wait = true;
        while (true)
        {
            if (wait)
            {
                // A stream that does not wait here waits below, with a buffer in hand.
                ReleaseShared();
                await stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
            }

            _shared ??= ArrayPool<byte>.Shared.Rent(BufferBytes);
            var buffer = _discards ? _shared : Connection!.GetReceiveBuffer(_shared);
            var count = await stream.ReadAsync(buffer).ConfigureAwait(false);
            if (count == 0)
            {
                End();
                return;
            }

            _hasReceived = true;
            wait = count < buffer.Length;
            if (_discards) continue;
            var status = Connection!.OnReceived(buffer.Span[..count]);
            if (status == ReceiveStatus.Stop) _discards = true;
            if (status == ReceiveStatus.Pause && TryPause()) return;
        }
    }

    private bool TryPause()
    {
        // Before the state says so: whoever resumes reads beside the end of this.
        ReleaseShared();
        if (Interlocked.CompareExchange(ref _state, Paused, Reading) == Reading) return true;
        Volatile.Write(ref _state, Reading);
        return false;
    }

    private void End()
    {
        _hasEnded = true;
        ReleaseShared();
        if (!_hasReceived && transport.EndedSilently()) return;
        if (!_discards) Connection!.OnInputEnded();
        transport.InputEnded();
    }

    private void ReleaseShared()
    {
        if (_shared is not null) ArrayPool<byte>.Shared.Return(_shared);
        _shared = null;
    }
}
