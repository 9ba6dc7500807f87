using System.Net.Sockets;

namespace ProtoGen.Transports.Epoll;

/// <summary>
/// A thread that waits for what happens to its connections and sees to it: one after the other, handlers included, with one buffer for all.
/// Only this thread closes their descriptors, between two waits.
/// </summary>
internal sealed unsafe class EpollLoop
{
    private const int BufferBytes = 64 << 10;
    // About the bytes of a transport: what is fetched ahead of it.
    private const int TransportBytes = 80;

    private const ulong WakeHandle = ulong.MaxValue;

    private readonly EpollLoops _loops;
    private readonly EpollInstance _epoll = new();
    private readonly EpollSlots _slots = new();
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes, pinned: true);
    private readonly Thread _thread;
    private readonly int _waker;
    private readonly Lock _gate = new();
    private List<EpollWork> _posted = [];
    private List<EpollWork> _running = [];
    private ExecutionContext? _clean;
    private bool _isAsleep;
    private bool _hasEnded;
    private int _count;

    /// <exception cref="SocketException">The process may open no more files.</exception>
    public EpollLoop(EpollLoops loops, int number)
    {
        _loops = loops;
        _waker = Libc.EventDescriptor(0, Libc.CloseOnExec | Libc.NonBlocking);
        if (_waker < 0)
        {
            var error = LinuxError.Last;
            _epoll.Close();
            throw LinuxError.ToException(error);
        }

        // By its edge: it is never read, and each write is an edge.
        _epoll.Add(_waker, Libc.EpollIn | Libc.EpollEdge, WakeHandle);
        _thread = new(Run) { IsBackground = true, Name = $"ProtoGen epoll {number}" };
    }

    public TimeProvider Time => _loops.Time;

    public bool HandlersOnPool => _loops.HandlersOnPool;

    /// <summary>Connections that are not closed yet.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether its thread has given back all it had; for tests.</summary>
    public bool HasEnded
    {
        get
        {
            lock (_gate) return _hasEnded;
        }
    }

    /// <summary>Where its thread reads to; for the handlers it runs.</summary>
    public Memory<byte> Buffer => _buffer;

    public void Start() => _thread.UnsafeStart();

    /// <summary>One connection more is its own, until it is closed.</summary>
    public void Join() => Interlocked.Increment(ref _count);

    /// <summary>Watches a listening socket along with the other loops: one that is not busy is woken for each connection.</summary>
    public void Watch(int listener, int number) => _epoll.Add(listener, Libc.EpollIn | Libc.EpollEdge | Libc.EpollExclusive, (ulong)number);

    /// <summary>Makes room for what is reported of a transport.</summary>
    public ulong Register(EpollTransport transport) => _slots.Add(transport);

    public void Watch(int descriptor, uint events, ulong handle) => _epoll.Add(descriptor, events, handle);

    public bool TryWatchFor(int descriptor, uint events, ulong handle) => _epoll.TryModify(descriptor, events, handle);

    /// <summary>Has work done by its thread, after what it does now. Any thread.</summary>
    public void Post(EpollTransport transport, EpollTask task)
    {
        lock (_gate)
        {
            _posted.Add(new(transport, task));
            WakeLocked();
        }
    }

    /// <summary>Looks whether it shall end.</summary>
    public void Wake()
    {
        lock (_gate) WakeLocked();
    }

    /// <summary>One that was never started.</summary>
    public void Discard() => Release();

    private void WakeLocked()
    {
        if (!_isAsleep || _hasEnded) return;
        _isAsleep = false;
        var one = 1L;
        _ = Libc.Write(_waker, &one, sizeof(long));
    }

    private void Run()
    {
        _clean = ExecutionContext.Capture();
        while (!_loops.IsEnding || Count != 0)
        {
            var count = _epoll.Wait(MayBlock());
            _isAsleep = false;
            // First those that are new: the handlers behind them may take long, and other loops wait for connections.
            for (var index = 0; index < count; index++)
            {
                var handle = _epoll.HandleOf(index);
                if (handle <= uint.MaxValue) See(_loops.Acceptors[(int)handle]);
            }

            for (var index = 0; index < count; index++)
            {
                Approach(index + 1, count);
                var handle = _epoll.HandleOf(index);
                if (handle is > uint.MaxValue and not WakeHandle && _slots.Find(handle) is { } transport) See(transport, _epoll.EventsOf(index));
            }

            RunPosted();
        }

        Release();
    }

    // The transport of the one after the next comes nearer, and then, by the transport, its connection.
    private void Approach(int next, int count)
    {
        if (next < count) _slots.Peek(_epoll.HandleOf(next))?.ApproachConnection();
        if (next + 1 < count) Prefetch.Start(_slots.Peek(_epoll.HandleOf(next + 1)), TransportBytes);
    }

    private bool MayBlock()
    {
        lock (_gate) return _isAsleep = _posted.Count == 0 && !(_loops.IsEnding && Count == 0);
    }

    private void See(EpollAcceptor acceptor)
    {
        acceptor.Signal();
        Forget();
    }

    private void See(EpollTransport transport, uint events)
    {
        transport.OnEvents(events);
        Forget();
    }

    private void RunPosted()
    {
        lock (_gate) (_posted, _running) = (_running, _posted);
        foreach (var (transport, task) in _running)
        {
            if (task == EpollTask.Receive) transport.Receive();
            else Close(transport);
            Forget();
        }

        _running.Clear();
    }

    private void Close(EpollTransport transport)
    {
        if (transport.Handle != 0) _slots.Remove(transport.Handle);
        transport.CloseDescriptor();
        Interlocked.Decrement(ref _count);
    }

    // What a handler has set for its own flow, an activity say, is not the next one's.
    private void Forget()
    {
        if (ExecutionContext.Capture() != _clean && _clean is not null) ExecutionContext.Restore(_clean);
        if (SynchronizationContext.Current is not null) SynchronizationContext.SetSynchronizationContext(null);
    }

    private void Release()
    {
        lock (_gate)
        {
            _hasEnded = true;
            _epoll.Close();
            _ = Libc.Close(_waker);
        }
    }
}
