using System.Buffers;
using ProtoGen.Connections;

namespace ProtoGen.Transports.Epoll;

// The receive role: read until a read does not come back full, which has emptied the socket; whatever comes later is signalled anew.
internal partial class EpollTransport : IThreadPoolWorkItem
{
    private const int PoolBufferBytes = 32 << 10;

    // Reads in a row; then others have their turn.
    private const int MostReads = 8;

    private ReceiveRole _receive;
    private volatile bool _discards;
    private volatile bool _inputHasEnded;

    // An end behind the last bytes was signalled together with them, so that a read has to find it.
    private volatile bool _endIsNear;

    public void RequestReceive()
    {
        // Never here and now: this may be the thread that sends, deep inside the engine.
        if (_receive.Resume()) ReceiveLater();
    }

    /// <summary>The loop's thread, whose buffer is free.</summary>
    public void Receive() => Receive(_loop.Buffer);

    void IThreadPoolWorkItem.Execute()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PoolBufferBytes);
        Receive(buffer);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void BeginReceive()
    {
        if (_loop.HandlersOnPool) ReceiveLater();
        else Receive();
    }

    private void ReceiveLater()
    {
        if (_loop.HandlersOnPool) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        else _loop.Post(this, EpollTask.Receive);
    }

    // From now on bytes are read and dropped.
    private void Discard()
    {
        _discards = true;
        RequestReceive();
    }

    private void Receive(Memory<byte> shared)
    {
        // Where it is to be closed nobody reads again, and the role stays taken.
        if (!_descriptor.TryHold()) return;
        try
        {
            for (var reads = 0; !_inputHasEnded && !_descriptor.IsClosing; reads++)
            {
                if (reads == MostReads)
                {
                    ReceiveLater();
                    return;
                }

                var status = ReceiveOnce(_discards ? shared : _connection!.GetReceiveBuffer(shared), out var isEmpty);
                if (status == ReceiveStatus.Pause ? _receive.TryPause() : isEmpty && _receive.TryWait()) return;
            }
        }
        catch (Exception exception)
        {
            FailReceive(DisconnectReason.TransportError, exception);
        }
        finally
        {
            LetGo();
        }
    }

    private unsafe ReceiveStatus ReceiveOnce(Memory<byte> buffer, out bool isEmpty)
    {
        nint count;
        var wasNear = _endIsNear;
        fixed (byte* pointer = buffer.Span) count = Libc.Receive(_descriptor.Number, pointer, buffer.Length, 0);
        isEmpty = count < buffer.Length && !wasNear;
        if (count < 0) return FailReceive(LinuxError.Last, ref isEmpty);
        if (count == 0)
        {
            EndInput();
            return ReceiveStatus.Stop;
        }

        if (_discards) return ReceiveStatus.Continue;
        var status = _connection!.OnReceived(buffer.Span[..(int)count]);
        if (status == ReceiveStatus.Stop) _discards = true;
        return status == ReceiveStatus.Pause ? status : ReceiveStatus.Continue;
    }

    private ReceiveStatus FailReceive(int error, ref bool isEmpty)
    {
        isEmpty = error == LinuxError.TryAgain;
        if (isEmpty || error == LinuxError.Interrupted) return ReceiveStatus.Continue;
        FailReceive(TcpSockets.ToReason(LinuxError.ToSocketError(error)), LinuxError.ToException(error));
        return ReceiveStatus.Stop;
    }

    private void EndInput()
    {
        _inputHasEnded = true;
        if (!_discards) _connection!.OnInputEnded();
        if (_send.HasEnded) Dispose();
    }

    private void FailReceive(DisconnectReason reason, Exception? cause)
    {
        if (_inputHasEnded) return;
        _inputHasEnded = true;
        Abort(reason, cause);
    }
}
