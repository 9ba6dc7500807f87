using System.Net;
using System.Net.Sockets;
using ProtoGen.Server;

namespace ProtoGen.Transports.Epoll;

/// <summary>
/// Accepts for the loops. All of them watch the one listening socket, and the kernel wakes one that is not busy. Not one socket a loop by
/// SO_REUSEPORT: the kernel would hand connections to a loop whose handler takes long, a limit could not keep them waiting with the system, and a
/// second server on the port would silently get half of them.
/// </summary>
internal sealed class EpollAcceptor : IAcceptor
{
    // Connections accepted in a row; then the loop goes on with what it has, and accepting on the pool.
    private const int MostInRow = 64;

    private readonly Listener _listener;
    private readonly EpollLoops _loops;
    private readonly Action<IOwnedTransport> _letIn;
    private TaskCompletionSource _ready;
    private int _inRow;

    /// <exception cref="SocketException">The system watches no more.</exception>
    public EpollAcceptor(Listener listener, EpollLoops loops, Action<IOwnedTransport> letIn)
    {
        (_listener, _loops, _letIn) = (listener, loops, letIn);
        _ready = NextReady();
        listener.Socket.Blocking = false;
        // On Linux accepted sockets inherit all of it, so that none has to be set up by itself.
        TcpSockets.Configure(listener.Socket);
        loops.Watch(this, (int)listener.Socket.Handle);
    }

    public EndPoint LocalEndPoint => _listener.LocalEndPoint;

    public async ValueTask<IArrival> AcceptAsync(CancellationToken stop)
    {
        if (++_inRow > MostInRow)
        {
            _inRow = 0;
            await Task.Yield();
        }

        using var registration = stop.UnsafeRegister(static acceptor => ((EpollAcceptor)acceptor!).Signal(), this);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            // Before the attempt: what comes after it completes this.
            var ready = Volatile.Read(ref _ready).Task;
            if (TryAccept() is { } transport) return new EpollArrival(transport, _letIn);
            _inRow = 0;
            await ready.ConfigureAwait(false);
        }
    }

    /// <summary>There may be something to accept. Goes on with it here, or on the pool where handlers are.</summary>
    public void Signal() => Interlocked.Exchange(ref _ready, NextReady()).TrySetResult();

    public void Dispose() => _listener.Dispose();

    private TaskCompletionSource NextReady() =>
        new(_loops.HandlersOnPool ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);

    private unsafe EpollTransport? TryAccept()
    {
        Span<byte> address = stackalloc byte[PeerAddress.RawBytes];
        address.Clear();
        var bytes = address.Length;
        int descriptor;
        fixed (byte* pointer = address) descriptor = Libc.Accept(_listener.Socket.SafeHandle, pointer, &bytes, Libc.NonBlocking | Libc.CloseOnExec);
        if (descriptor >= 0) return EpollTransport.Of(_loops.Choose(), descriptor, new(address));
        return LinuxError.Last == LinuxError.TryAgain ? null : throw LinuxError.ToException(LinuxError.Last);
    }
}
