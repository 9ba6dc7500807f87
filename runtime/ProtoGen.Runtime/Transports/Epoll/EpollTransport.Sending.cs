namespace ProtoGen.Transports.Epoll;

// One thread at a time sends until nothing is left; requests meanwhile make it look once more. What finds no room waits for the loop to say that
// there is some.
internal partial class EpollTransport
{
    // A large buffer goes in pieces, so that its progress is seen and a slow peer is not taken for a dead one.
    private const int PieceBytes = 128 << 10;

    private SendRole _send;
    private bool _isBlocked;

    private bool IsBlocked => Volatile.Read(ref _isBlocked);

    public void RequestSend()
    {
        if (_send.Request()) Send(rest: default);
    }

    // Ends the output once it is empty.
    private void RequestEnd()
    {
        if (_send.RequestEnd()) Send(rest: default);
    }

    private void Send(ReadOnlyMemory<byte> rest)
    {
        if (!_descriptor.TryHold())
        {
            _connection!.OnClosed(DisconnectReason.LocalClosed, null);
            return;
        }

        try
        {
            while (true)
            {
                var seen = _send.Seen;
                if (!TrySendAll(rest)) return;
                rest = default;
                if (_send.MustEnd)
                {
                    // Looked at again after the request to end was seen: what was committed before it has to go.
                    if (!TrySendAll(rest)) return;
                    _send.End();
                    OutputEnded();
                }

                if (_send.TryLeave(seen)) return;
            }
        }
        finally
        {
            LetGo();
        }
    }

    // False where a send waits, or where the socket failed: the role stays taken, and nobody sends beside it or again.
    private bool TrySendAll(ReadOnlyMemory<byte> rest)
    {
        while (!rest.IsEmpty || _connection!.TryTakeOutput(out rest))
        {
            var sent = SendOnce(rest.Span[..Math.Min(rest.Length, PieceBytes)], out var error);
            if (error == LinuxError.TryAgain)
            {
                WaitForRoom(rest);
                return false;
            }

            if (error == LinuxError.Interrupted) continue;
            if (error != 0)
            {
                FailSend(error);
                return false;
            }

            rest = rest[sent..];
            _connection!.OnSent(sent);
        }

        return true;
    }

    private unsafe int SendOnce(ReadOnlySpan<byte> piece, out int error)
    {
        fixed (byte* bytes = piece)
        {
            var sent = Libc.Send(_descriptor.Number, bytes, piece.Length, Libc.NoSignal | Libc.DontWait);
            error = sent < 0 ? LinuxError.Last : 0;
            return (int)sent;
        }
    }

    private void WaitForRoom(ReadOnlyMemory<byte> rest)
    {
        Rare.Unsent = rest;
        Volatile.Write(ref _isBlocked, true);
        WatchForRoom();
    }

    // Whoever begins to watch is told if there is room by now, so no room is missed. Before the start there is nothing to change; the start looks itself.
    private void WatchForRoom()
    {
        try
        {
            if (Handle != 0) _loop.TryWatchFor(_descriptor.Number, Watched | Libc.EpollOut, Handle);
        }
        catch (System.Net.Sockets.SocketException exception)
        {
            Abort(DisconnectReason.TransportError, exception);
        }
    }

    // True for the one who goes on with what waited.
    private bool TryUnblock(out ReadOnlyMemory<byte> rest)
    {
        rest = default;
        if (!IsBlocked || !Interlocked.Exchange(ref _isBlocked, false)) return false;
        rest = Rare.Unsent;
        Rare.Unsent = default;
        return true;
    }

    private void GoOnSending(ReadOnlyMemory<byte> rest)
    {
        // Room in the queue may let others go on, and an end is told to the application.
        if (!_loop.HandlersOnPool) SendRest(rest);
        else ThreadPool.UnsafeQueueUserWorkItem(static state => state.Transport.SendRest(state.Unsent), (Transport: this, Unsent: rest), preferLocal: false);
    }

    // Nobody is there to be told of a fault of ours: it costs the connection, not the loop.
    private void SendRest(ReadOnlyMemory<byte> rest)
    {
        try
        {
            Send(rest);
        }
        catch (Exception exception)
        {
            Abort(DisconnectReason.TransportError, exception);
        }
    }

    private void FailSend(int error) => Abort(TcpSockets.ToReason(LinuxError.ToSocketError(error)), LinuxError.ToException(error));
}
