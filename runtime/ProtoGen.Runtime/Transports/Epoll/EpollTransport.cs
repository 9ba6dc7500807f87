using System.Net;
using ProtoGen.Connections;

namespace ProtoGen.Transports.Epoll;

/// <summary>
/// Moves bytes between a descriptor and a connection, as <see cref="TcpTransport"/> does, without the platform's socket: its loop says when there is
/// something to read, and reads it. Whoever makes output sends it, on its own thread, unless somebody sends already. Handlers run where it is
/// read: on the loop, or, where the server says so, on the pool.
/// </summary>
internal partial class EpollTransport : IOwnedTransport
{
    private const uint Watched = Libc.EpollIn | Libc.EpollPeerEnded | Libc.EpollEdge;
    private const uint Broken = Libc.EpollError | Libc.EpollHangup;

    // About the bytes of a connection: what is fetched ahead of it.
    private const int ConnectionBytes = 192;

    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);

    private readonly EpollLoop _loop;
    private readonly ShortAddress _peer;
    private Connection? _connection;
    private Rarities? _rare;
    private Descriptor _descriptor;

    private EpollTransport(EpollLoop loop, int descriptor, ShortAddress peer) => (_loop, _descriptor, _peer) = (loop, new(descriptor), peer);

    /// <summary>What the loop knows it by; 0 before the start.</summary>
    public ulong Handle { get; private set; }

    public virtual EndPoint RemoteEndPoint => _peer.ToEndPoint();

    public unsafe bool? InputWaiting
    {
        get
        {
            if (!_descriptor.TryHold()) return false;
            byte first;
            var count = Libc.Receive(_descriptor.Number, &first, 1, Libc.Peek | Libc.DontWait);
            LetGo();
            return count > 0;
        }
    }

    private Rarities Rare
    {
        get
        {
            if (Volatile.Read(ref _rare) is { } made) return made;
            var fresh = new Rarities();
            return Interlocked.CompareExchange(ref _rare, fresh, null) ?? fresh;
        }
    }

    /// <param name="loop">Counts it already.</param>
    /// <param name="descriptor">A connected socket that never waits; belongs to the transport from now on.</param>
    /// <param name="peer">Where its peer is.</param>
    public static EpollTransport Of(EpollLoop loop, int descriptor, PeerAddress peer) =>
        peer.TryShorten(out var brief) ? new EpollTransport(loop, descriptor, brief) : new Distant(loop, descriptor, peer);

    /// <summary>Has the processor fetch the connection.</summary>
    public void ApproachConnection() => Prefetch.Start(_connection, ConnectionBytes);

    public void Attach(Connection connection) => _connection = connection;

    public void Start()
    {
        if (!_descriptor.TryHold()) return;
        try
        {
            Handle = _loop.Register(this);
            _receive.Start();
            // Reports at once what is there already.
            _loop.Watch(_descriptor.Number, Watched, Handle);
            // A send may have found no room before there was anything to watch.
            if (IsBlocked) WatchForRoom();
        }
        finally
        {
            LetGo();
        }
    }

    /// <summary>The loop's thread: what the system reports.</summary>
    public void OnEvents(uint events)
    {
        if ((events & (Libc.EpollOut | Broken)) != 0 && TryUnblock(out var rest)) GoOnSending(rest);
        if ((events & (Libc.EpollPeerEnded | Broken)) != 0) _endIsNear = true;
        if ((events & (Libc.EpollIn | Libc.EpollPeerEnded | Broken)) != 0 && _receive.Signal()) BeginReceive();
    }

    public void RequestClose(bool abort)
    {
        if (abort) Abort(DisconnectReason.LocalClosed, null);
        else RequestEnd();
    }

    /// <summary>Closes it: in order, if nothing is said otherwise.</summary>
    public void Dispose() => Close(reset: false);

    /// <summary>Breaks off a connection that nobody was told of.</summary>
    public void Reset() => Close(reset: true);

    /// <summary>The loop's thread, once: nobody holds the descriptor any more.</summary>
    public unsafe void CloseDescriptor()
    {
        if (_descriptor.IsReset)
        {
            var linger = stackalloc int[] { 1, 0 };
            _ = Libc.SetOption(_descriptor.Number, Libc.SocketLevel, Libc.LingerOption, linger, 2 * sizeof(int));
        }

        // Never again where a signal interrupts it: the number is free already.
        _ = Libc.Close(_descriptor.Number);
    }

    /// <summary>A direction failed, or the connection broke off: the peer is told by a reset.</summary>
    private void Abort(DisconnectReason reason, Exception? cause)
    {
        Close(reset: true);
        _connection?.OnClosed(reason, cause);
    }

    // All output is gone and no more will come. Bytes of the peer that nobody reads would make the kernel send a reset, which may overtake what was
    // just sent; so they are read and dropped until the peer closes as well, for a while.
    private void OutputEnded()
    {
        var isConnected = Libc.Shutdown(_descriptor.Number, Libc.EndOutput) == 0;
        _connection?.OnClosed(DisconnectReason.LocalClosed, null);
        if (_inputHasEnded || !isConnected)
        {
            Dispose();
            return;
        }

        var linger = Rare.Linger = _loop.Time.CreateTimer(static state => ((EpollTransport)state!).Dispose(), this, LingerTime, Timeout.InfiniteTimeSpan);
        if (_descriptor.IsClosing) linger.Dispose();
        else Discard();
    }

    private void Close(bool reset)
    {
        if (_descriptor.BeginClose(reset)) _loop.Post(this, EpollTask.Close);
        Volatile.Read(ref _rare)?.Linger?.Dispose();
    }

    private void LetGo()
    {
        if (_descriptor.LetGo()) _loop.Post(this, EpollTask.Close);
    }

    /// <summary>What a connection has only while it waits for something unusual.</summary>
    private sealed class Rarities
    {
        public ReadOnlyMemory<byte> Unsent { get; set; }

        public ITimer? Linger { get; set; }
    }

    /// <summary>One whose peer has a long address: most have not, and do without the room for it.</summary>
    private sealed class Distant(EpollLoop loop, int descriptor, PeerAddress peer) : EpollTransport(loop, descriptor, default)
    {
        public override EndPoint RemoteEndPoint => peer.ToEndPoint();
    }
}
