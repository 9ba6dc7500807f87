using System.Net.Sockets;

namespace ProtoGen.Transports;

// One thread at a time sends until nothing is left; requests meanwhile make it look once more.
internal sealed partial class TcpTransport
{
    // A large buffer goes in pieces, so that its progress is seen and a slow peer is not taken for a dead one.
    private const int PieceBytes = 128 << 10;

    private SendRole _send;

    public void RequestSend()
    {
        if (_send.Request()) Send(rest: default);
    }

    /// <summary>The send that waited has gone, or has failed.</summary>
    public void SendCompleted(TcpSend send)
    {
        if (TryFinish(send, out var rest)) Send(rest);
    }

    // Ends the output once it is empty.
    private void RequestEnd()
    {
        if (_send.RequestEnd()) Send(rest: default);
    }

    private void Send(ReadOnlyMemory<byte> rest)
    {
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
        catch (ObjectDisposedException)
        {
            Abort(DisconnectReason.LocalClosed, null);
        }
        catch (SocketException exception)
        {
            Abort(TcpSockets.ToReason(exception.SocketErrorCode), exception);
        }
    }

    // False where a send waits, whose completion goes on, or where the socket failed: the role stays taken, and nobody sends beside it or again.
    private bool TrySendAll(ReadOnlyMemory<byte> rest)
    {
        while (!rest.IsEmpty || _connection!.TryTakeOutput(out rest))
        {
            var piece = rest.Length > PieceBytes ? rest[..PieceBytes] : rest;
            var sent = _socket.Send(piece.Span, SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                if (!TryWait(piece, ref rest)) return false;
                continue;
            }

            if (error != SocketError.Success)
            {
                FailSend(error);
                return false;
            }

            rest = rest[sent..];
            _connection!.OnSent(sent);
        }

        return true;
    }

    // False where it waits or has failed.
    private bool TryWait(ReadOnlyMemory<byte> piece, ref ReadOnlyMemory<byte> rest)
    {
        var send = TcpSend.Rent(this, piece, rest);
        Awaited = send;
        try
        {
            return !_socket.SendAsync(send) && TryFinish(send, out rest);
        }
        catch (ObjectDisposedException)
        {
            Awaited = null;
            send.Return();
            throw;
        }
    }

    private bool TryFinish(TcpSend send, out ReadOnlyMemory<byte> rest)
    {
        var (sent, error) = (send.BytesTransferred, send.SocketError);
        rest = send.Rest[sent..];
        Awaited = null;
        send.Return();
        if (error == SocketError.Success)
        {
            _connection!.OnSent(sent);
            return true;
        }

        FailSend(error);
        return false;
    }

    private void FailSend(SocketError error) => Abort(TcpSockets.ToReason(error), new SocketException((int)error));
}
