using System.Net.Sockets;
using ProtoGen.Connections;

namespace ProtoGen.Transports;

/// <summary>
/// Moves bytes between a socket and a connection. An idle connection has a receive of zero bytes pending and holds no buffer, a busy one a small
/// one; the transport is itself what the socket needs for that, because an object more for each of many connections counts. Whoever makes output
/// sends it, on its own thread, unless somebody sends already.
/// </summary>
internal sealed partial class TcpTransport : SocketAsyncEventArgs, IOwnedTransport
{
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);

    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private Connection? _connection;
    private bool _isDisposed;

    // Continuations run in no one's context: user code starts from handlers, which have none.
    public TcpTransport(Socket socket, TimeProvider time) : base(true)
    {
        _socket = socket;
        _time = time;
        // Kept here: a socket that was closed does not tell it any more.
        RemoteEndPoint = socket.RemoteEndPoint;
        // Sends that find no room return at once. Receives wait nevertheless: they are asynchronous.
        socket.Blocking = false;
    }

    /// <summary>What few connections ever wait for, and never for both: the send that finds no room, or the time to linger when all was sent. It stands in a
    /// place of the arguments that nobody else uses.</summary>
    public object? Awaited
    {
        get => UserToken;
        private set => UserToken = value;
    }

    public bool? InputWaiting
    {
        get
        {
            try
            {
                return _socket.Available > 0;
            }
            catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
            {
                return false;
            }
        }
    }

    public void Attach(Connection connection) => _connection = connection;

    /// <summary>Reads on the pool: bytes may be there already, and their handlers must not hold up who accepts connections.</summary>
    public void Start() => RequestReceive();

    public void RequestClose(bool abort)
    {
        if (abort) Abort(DisconnectReason.LocalClosed, null);
        else RequestEnd();
    }

    /// <summary>A direction failed, or the connection broke off: the peer is told by a reset.</summary>
    private void Abort(DisconnectReason reason, Exception? cause)
    {
        if (!Volatile.Read(ref _isDisposed)) TcpSockets.Reset(_socket);
        Dispose();
        _connection?.OnClosed(reason, cause);
    }

    // All output is gone and no more will come. Bytes of the peer that nobody reads would make the kernel send a reset, which may overtake what was
    // just sent; so they are read and dropped until the peer closes as well, for a while.
    private void OutputEnded()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            Dispose();
        }

        _connection?.OnClosed(DisconnectReason.LocalClosed, null);
        if (_inputHasEnded)
        {
            Dispose();
            return;
        }

        var linger = _time.CreateTimer(static state => ((TcpTransport)state!).Dispose(), this, LingerTime, Timeout.InfiniteTimeSpan);
        Awaited = linger;
        if (Volatile.Read(ref _isDisposed)) linger.Dispose();
        else Discard();
    }

    /// <summary>Closes the socket. What it is as arguments of a receive is given back by who reads, who learns of it there.</summary>
    public new void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        (Awaited as ITimer)?.Dispose();
        _socket.Dispose();
        // If nobody reads, somebody has to look.
        RequestReceive();
    }
}
