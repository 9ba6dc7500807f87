using System.Net.Sockets;
using System.Runtime.InteropServices;
using ProtoGen.Connections;

namespace ProtoGen.Transports;

/// <summary>The send role of a socket: one thread at a time sends until nothing is left; requests meanwhile make it look once more.</summary>
internal sealed class TcpSender : SocketAsyncEventArgs
{
    // A large buffer goes in pieces, so that its progress is seen and a slow peer is not taken for a dead one.
    private const int PieceBytes = 128 << 10;

    private readonly Socket _socket;
    private readonly TcpTransport _transport;
    private ReadOnlyMemory<byte> _rest;
    private int _requests;
    private volatile bool _endRequested;
    private volatile bool _hasEnded;
    private volatile bool _isClosed;

    public TcpSender(Socket socket, TcpTransport transport) : base(true) =>
        (_socket, _transport) = (socket, transport);

    public Connection? Connection { get; set; }

    public bool HasEnded => _hasEnded;

    public void Request()
    {
        if (Interlocked.Increment(ref _requests) == 1) Run();
    }

    /// <summary>Ends the output once it is empty.</summary>
    public void RequestEnd()
    {
        _endRequested = true;
        Request();
    }

    /// <summary>The socket was disposed; who holds the role, or takes it now, is the last to do so.</summary>
    public void Close()
    {
        _isClosed = true;
        Request();
    }

    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        if (Complete()) Run();
    }

    private void Run()
    {
        try
        {
            while (true)
            {
                var seen = Volatile.Read(ref _requests);
                // _requests stays above zero: nobody sends again.
                if (_isClosed)
                {
                    Dispose();
                    return;
                }

                if (!SendAll()) return;
                if (_endRequested && !_hasEnded)
                {
                    // Looked at again after the request to end was seen: what was committed before it has to go.
                    if (!SendAll()) return;
                    _hasEnded = true;
                    _transport.OutputEnded();
                }

                if (Interlocked.CompareExchange(ref _requests, 0, seen) == seen) return;
            }
        }
        catch (ObjectDisposedException)
        {
            _transport.Abort(DisconnectReason.LocalClosed, null);
            Dispose();
        }
        catch (SocketException exception)
        {
            _transport.Abort(TcpSockets.ToReason(exception.SocketErrorCode), exception);
            Dispose();
        }
    }

    // False where a send is pending, whose completion goes on, or where the socket failed.
    private bool SendAll()
    {
        while (!_rest.IsEmpty || Connection!.TryTakeOutput(out _rest))
        {
            var piece = _rest.Length > PieceBytes ? _rest[..PieceBytes] : _rest;
            SetBuffer(MemoryMarshal.AsMemory(piece));
            if (_socket.SendAsync(this) || !Complete()) return false;
        }

        return true;
    }

    // After a failure _requests stays above zero: nobody sends again.
    private bool Complete()
    {
        if (SocketError != SocketError.Success)
        {
            _transport.Abort(TcpSockets.ToReason(SocketError), new SocketException((int)SocketError));
            Dispose();
            return false;
        }

        var sent = BytesTransferred;
        _rest = _rest[sent..];
        if (_rest.IsEmpty) _rest = default;
        Connection!.OnSent(sent);
        return true;
    }
}
