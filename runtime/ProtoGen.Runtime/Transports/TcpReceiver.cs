using System.Buffers;
using System.Net.Sockets;
using ProtoGen.Connections;

namespace ProtoGen.Transports;

/// <summary>The receive role of a socket: wait with zero bytes, then read into a rented buffer as long as it comes back full.</summary>
internal sealed class TcpReceiver : SocketAsyncEventArgs
{
    private const int BufferBytes = 32 << 10;
    private const int Paused = 0, Reading = 1, ResumedEarly = 2;

    private readonly Socket _socket;
    private readonly TcpTransport _transport;
    private byte[]? _shared;
    private int _state = Paused;
    private bool _isProbe;
    private volatile bool _discards;
    private volatile bool _hasEnded;

    // Continuations run in no one's context: user code starts from handlers, which have none.
    public TcpReceiver(Socket socket, TcpTransport transport) : base(true) =>
        (_socket, _transport) = (socket, transport);

    public Connection? Connection { get; set; }

    public bool HasEnded => _hasEnded;

    /// <summary>Reads on the pool: bytes may be there already, and their handlers must not hold up who accepts connections.</summary>
    public void Start() => Resume();

    /// <summary>The socket was disposed. Who reads learns of it there; if nobody does, somebody has to look.</summary>
    public void Close() => Resume();

    /// <summary>A pause is over. It may be over before the receive role got to know of it.</summary>
    public void Resume()
    {
        if (Interlocked.CompareExchange(ref _state, ResumedEarly, Reading) == Reading) return;
        // On the pool: this may be the thread that sends, deep inside the engine.
        if (Interlocked.CompareExchange(ref _state, Reading, Paused) == Paused) RunOnPool();
    }

    /// <summary>From now on bytes are read and dropped.</summary>
    public void Discard()
    {
        _discards = true;
        Resume();
    }

    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        try
        {
            Run(Complete(out var wait), wait);
        }
        catch (Exception exception)
        {
            Fail(DisconnectReason.TransportError, exception);
        }
    }

    private void RunOnPool() =>
        ThreadPool.UnsafeQueueUserWorkItem(static receiver => receiver.Run(ReceiveStatus.Continue, wait: true), this, preferLocal: false);

    private void Run(ReceiveStatus status, bool wait)
    {
        try
        {
            while (true)
            {
                if (_hasEnded || (status == ReceiveStatus.Pause && TryPause())) return;
                Prepare(wait);
                if (_socket.ReceiveAsync(this)) return;
                status = Complete(out wait);
            }
        }
        catch (ObjectDisposedException)
        {
            Fail(DisconnectReason.LocalClosed, null);
        }
    }

    private void Prepare(bool wait)
    {
        _isProbe = wait;
        if (wait)
        {
            ReleaseShared();
            SetBuffer(Memory<byte>.Empty);
            return;
        }

        _shared ??= ArrayPool<byte>.Shared.Rent(BufferBytes);
        SetBuffer(_discards ? _shared : Connection!.GetReceiveBuffer(_shared));
    }

    private ReceiveStatus Complete(out bool wait)
    {
        wait = false;
        if (SocketError != SocketError.Success)
        {
            Fail(TcpSockets.ToReason(SocketError), new SocketException((int)SocketError));
            return ReceiveStatus.Stop;
        }

        if (_isProbe) return ReceiveStatus.Continue;
        if (BytesTransferred == 0)
        {
            End();
            return ReceiveStatus.Stop;
        }

        // A buffer that did not come back full emptied the socket: asking again would only say so.
        wait = BytesTransferred < MemoryBuffer.Length;
        if (_discards) return ReceiveStatus.Continue;
        var status = Connection!.OnReceived(MemoryBuffer.Span[..BytesTransferred]);
        if (status == ReceiveStatus.Stop) _discards = true;
        return status == ReceiveStatus.Pause ? status : ReceiveStatus.Continue;
    }

    private bool TryPause()
    {
        ReleaseShared();
        if (Interlocked.CompareExchange(ref _state, Paused, Reading) == Reading) return true;
        Volatile.Write(ref _state, Reading);
        return false;
    }

    private void End()
    {
        _hasEnded = true;
        ReleaseShared();
        if (!_discards) Connection!.OnInputEnded();
        _transport.InputEnded();
        Dispose();
    }

    private void Fail(DisconnectReason reason, Exception? cause)
    {
        if (_hasEnded) return;
        _hasEnded = true;
        ReleaseShared();
        _transport.Abort(reason, cause);
        Dispose();
    }

    private void ReleaseShared()
    {
        if (_shared is null) return;
        SetBuffer(Memory<byte>.Empty);
        ArrayPool<byte>.Shared.Return(_shared);
        _shared = null;
    }
}
