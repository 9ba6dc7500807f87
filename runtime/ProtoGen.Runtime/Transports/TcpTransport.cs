using System.Net;
using System.Net.Sockets;
using ProtoGen.Connections;

namespace ProtoGen.Transports;

/// <summary>
/// Moves bytes between a socket and a connection. An idle connection has a receive of zero bytes pending and holds no buffer. Whoever makes
/// output sends it, on its own thread, unless somebody sends already.
/// </summary>
internal sealed class TcpTransport : IOwnedTransport
{
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);

    private readonly Socket _socket;
    private readonly TimeProvider _time;
    private readonly TcpReceiver _receiver;
    private readonly TcpSender _sender;
    private Connection? _connection;
    private ITimer? _linger;
    private int _isDisposed;

    public TcpTransport(Socket socket, TimeProvider time)
    {
        _socket = socket;
        _time = time;
        RemoteEndPoint = socket.RemoteEndPoint;
        _receiver = new(socket, this);
        _sender = new(socket, this);
    }

    public EndPoint? RemoteEndPoint { get; }

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

    public void Attach(Connection connection)
    {
        _connection = connection;
        _receiver.Connection = _sender.Connection = connection;
    }

    public void Start() => _receiver.Start();

    public void RequestSend() => _sender.Request();

    public void RequestReceive() => _receiver.Resume();

    public void RequestClose(bool abort)
    {
        if (!abort)
        {
            _sender.RequestEnd();
            return;
        }

        Abort(DisconnectReason.LocalClosed, null);
    }

    /// <summary>Receiver or sender failed, or the connection broke off: the peer is told by a reset.</summary>
    public void Abort(DisconnectReason reason, Exception? cause)
    {
        if (Volatile.Read(ref _isDisposed) == 0)
        {
            try
            {
                _socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
            {
                // Closed by the other side of this race; there is nothing left to reset.
            }
        }

        Dispose();
        _connection!.OnClosed(reason, cause);
    }

    /// <summary>All output is gone and no more will come. Bytes of the peer that nobody reads would make the kernel send a reset, which may
    /// overtake what was just sent; so they are read and dropped until the peer closes as well, for a while.</summary>
    public void OutputEnded()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            Dispose();
        }

        _connection!.OnClosed(DisconnectReason.LocalClosed, null);
        if (_receiver.HasEnded)
        {
            Dispose();
            return;
        }

        _linger = _time.CreateTimer(static state => ((TcpTransport)state!).Dispose(), this, LingerTime, Timeout.InfiniteTimeSpan);
        if (Volatile.Read(ref _isDisposed) != 0) _linger.Dispose();
        else _receiver.Discard();
    }

    /// <summary>The peer sends no more.</summary>
    public void InputEnded()
    {
        if (_sender.HasEnded) Dispose();
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0) return;
        Volatile.Read(ref _linger)?.Dispose();
        _socket.Dispose();
    }
}
