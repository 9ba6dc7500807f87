using System.Net.Sockets;

namespace ProtoGen.Transports.Epoll;

/// <summary>The loops of a server. Each connection belongs to one, for good: to that which had the fewest when it came.</summary>
internal sealed class EpollLoops
{
    private readonly EpollLoop[] _loops;
    private readonly Lock _gate = new();
    private EpollAcceptor[] _acceptors = [];
    private bool _isEnding;

    /// <exception cref="SocketException">The process may open no more files.</exception>
    public EpollLoops(int count, bool handlersOnPool, TimeProvider time)
    {
        (HandlersOnPool, Time) = (handlersOnPool, time);
        _loops = new EpollLoop[count];
        var made = 0;
        try
        {
            for (; made < count; made++) _loops[made] = new(this, made);
        }
        catch
        {
            while (made > 0) _loops[--made].Discard();
            throw;
        }

        foreach (var loop in _loops) loop.Start();
    }

    public TimeProvider Time { get; }

    public bool HandlersOnPool { get; }

    public bool IsEnding => Volatile.Read(ref _isEnding);

    /// <summary>By the number that the loops watch their listening sockets under.</summary>
    public ReadOnlySpan<EpollAcceptor> Acceptors => Volatile.Read(ref _acceptors);

    /// <summary>Connections that are not closed yet.</summary>
    public int ConnectionCount => _loops.Sum(loop => loop.Count);

    /// <summary>For tests.</summary>
    public bool HaveEnded => Array.TrueForAll(_loops, loop => loop.HasEnded);

    /// <summary>Has every loop watch a listening socket.</summary>
    public void Watch(EpollAcceptor acceptor, int listener)
    {
        // The loops run already, and see the first while the next is added.
        Volatile.Write(ref _acceptors, [.. _acceptors, acceptor]);
        foreach (var loop in _loops) loop.Watch(listener, _acceptors.Length - 1);
    }

    /// <summary>The loop of one connection more.</summary>
    public EpollLoop Choose()
    {
        lock (_gate)
        {
            var chosen = _loops[0];
            foreach (var loop in _loops)
            {
                if (loop.Count < chosen.Count) chosen = loop;
            }

            chosen.Join();
            return chosen;
        }
    }

    /// <summary>No connection comes any more; a loop ends with its last one.</summary>
    public void End()
    {
        Volatile.Write(ref _isEnding, true);
        foreach (var loop in _loops) loop.Wake();
    }
}
