using System.Buffers;
using System.Net.Sockets;
using ProtoGen.Connections;

namespace ProtoGen.Transports;

// The receive role: wait with zero bytes, then read into a rented buffer as long as it comes back full. A connection that is busy waits with a small
// buffer instead: a wait with zero bytes ends with a look at the socket, a system call more for every message.
internal sealed partial class TcpTransport
{
    private const int BufferBytes = 32 << 10, SmallBytes = 1 << 10;
    private const long NeverWaited = 0, LongAgo = 1;
    private const int Paused = 0, Reading = 1, ResumedEarly = 2;

    // A connection that waits twice within it is busy. One that falls silent keeps its small buffer until the next bytes come.
    private static readonly TimeSpan BusyTime = TimeSpan.FromSeconds(1);

    private byte[]? _shared;
    private long _waitedAt;
    private int _receiveState = Paused;
    private bool _isProbe;
    private volatile bool _discards;
    private volatile bool _inputHasEnded;

    /// <summary>A pause is over. It may be over before the receive role got to know of it.</summary>
    public void RequestReceive()
    {
        if (Interlocked.CompareExchange(ref _receiveState, ResumedEarly, Reading) == Reading) return;
        // On the pool: this may be the thread that sends, deep inside the engine.
        if (Interlocked.CompareExchange(ref _receiveState, Reading, Paused) == Paused) ReceiveOnPool();
    }

    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        try
        {
            Receive(CompleteReceive(out var wait), wait);
        }
        catch (Exception exception)
        {
            FailReceive(DisconnectReason.TransportError, exception);
        }
    }

    // From now on bytes are read and dropped.
    private void Discard()
    {
        _discards = true;
        RequestReceive();
    }

    private void ReceiveOnPool() =>
        ThreadPool.UnsafeQueueUserWorkItem(static transport => transport.Receive(ReceiveStatus.Continue, wait: true), this, preferLocal: false);

    private void Receive(ReceiveStatus status, bool wait)
    {
        try
        {
            while (true)
            {
                if (_inputHasEnded || (status == ReceiveStatus.Pause && TryPause())) return;
                PrepareReceive(wait);
                if (_socket.ReceiveAsync(this)) return;
                status = CompleteReceive(out wait);
            }
        }
        catch (ObjectDisposedException)
        {
            FailReceive(DisconnectReason.LocalClosed, null);
        }
    }

    private void PrepareReceive(bool wait)
    {
        _isProbe = wait && !IsBusy();
        if (_isProbe)
        {
            ReleaseShared();
            SetBuffer(Memory<byte>.Empty);
            return;
        }

        RentShared(wait ? SmallBytes : BufferBytes);
        SetBuffer(_discards ? _shared : _connection!.GetReceiveBuffer(_shared));
    }

    private bool IsBusy()
    {
        var before = _waitedAt;
        // The first wait is for the first bytes: who registers and then falls silent is not busy.
        _waitedAt = before == NeverWaited ? LongAgo : _time.GetTimestamp();
        return before != NeverWaited && !_discards && _time.GetElapsedTime(before, _waitedAt) < BusyTime;
    }

    private ReceiveStatus CompleteReceive(out bool wait)
    {
        wait = false;
        if (SocketError != SocketError.Success)
        {
            FailReceive(TcpSockets.ToReason(SocketError), new SocketException((int)SocketError));
            return ReceiveStatus.Stop;
        }

        if (_isProbe) return ReceiveStatus.Continue;
        if (BytesTransferred == 0)
        {
            EndInput();
            return ReceiveStatus.Stop;
        }

        // A buffer that did not come back full emptied the socket: asking again would only say so.
        wait = BytesTransferred < MemoryBuffer.Length;
        if (_discards) return ReceiveStatus.Continue;
        var status = _connection!.OnReceived(MemoryBuffer.Span[..BytesTransferred]);
        if (status == ReceiveStatus.Stop) _discards = true;
        return status == ReceiveStatus.Pause ? status : ReceiveStatus.Continue;
    }

    private bool TryPause()
    {
        ReleaseShared();
        if (Interlocked.CompareExchange(ref _receiveState, Paused, Reading) == Reading) return true;
        Volatile.Write(ref _receiveState, Reading);
        return false;
    }

    private void EndInput()
    {
        _inputHasEnded = true;
        ReleaseShared();
        if (!_discards) _connection!.OnInputEnded();
        if (_send.HasEnded) Dispose();
        base.Dispose();
    }

    private void FailReceive(DisconnectReason reason, Exception? cause)
    {
        if (_inputHasEnded) return;
        _inputHasEnded = true;
        ReleaseShared();
        Abort(reason, cause);
        base.Dispose();
    }

    private void RentShared(int bytes)
    {
        if (_shared?.Length == bytes) return;
        ReleaseShared();
        _shared = ArrayPool<byte>.Shared.Rent(bytes);
    }

    private void ReleaseShared()
    {
        if (_shared is null) return;
        SetBuffer(Memory<byte>.Empty);
        ArrayPool<byte>.Shared.Return(_shared);
        _shared = null;
    }
}
