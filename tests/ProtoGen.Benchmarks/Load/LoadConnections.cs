using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Benchmarks.Load;

/// <summary>Registered connections to one server, each of which asks again as soon as it was answered.</summary>
internal sealed class LoadConnections : IDisposable
{
    private static readonly byte[] s_registered = RawFrames.Of(new RegisterReply { ErrorCode = ErrorCode.Ok });

    private readonly Epoll _epoll = new();
    private readonly Socket[] _sockets;
    private readonly int[] _handles;
    private readonly int[] _received;
    private readonly long[] _asked;
    private readonly byte[] _buffer = GC.AllocateArray<byte>(64 << 10, pinned: true);

    public LoadConnections(int port, int connections)
    {
        _sockets = new Socket[connections];
        (_handles, _received, _asked) = (new int[connections], new int[connections], new long[connections]);
        for (var number = 0; number < connections; number++)
        {
            var socket = _sockets[number] = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(IPAddress.Loopback, port);
            Register(socket, number);
            socket.Blocking = false;
            _handles[number] = (int)socket.Handle;
            _epoll.Watch(socket, number);
        }
    }

    /// <summary>Asks for a while; what is on its way then is waited for, but not counted.</summary>
    /// <returns>The time in which replies were counted.</returns>
    public TimeSpan Exchange(LoadRequest request, TimeSpan time, Latencies latencies)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        for (var number = 0; number < _handles.Length; number++) Ask(number, request.Bytes);
        for (var asking = _handles.Length; asking > 0;)
        {
            for (var ready = Wait() - 1; ready >= 0; ready--)
            {
                var number = _epoll[ready];
                if (!TryReceive(number, request.Replies)) continue;
                var now = Stopwatch.GetTimestamp();
                if (now < end)
                {
                    latencies.Add(now - _asked[number], request.Messages);
                    Ask(number, request.Bytes);
                }
                else
                {
                    asking--;
                }
            }
        }

        return time;
    }

    /// <summary>Has the server tell all the news, again as soon as all have heard it. The first connection asks for it and is answered besides, before or after.</summary>
    /// <returns>The time until the last has heard the last.</returns>
    public TimeSpan Broadcast(TimeSpan time, Latencies latencies)
    {
        var (ask, news) = (LoadRequest.Of("time", 1), RawFrames.Of(LoadRequest.News));
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            Ask(0, ask.Bytes);
            var (waiting, first) = (_handles.Length, news.Length + ask.Replies.Length);
            while (waiting > 0)
            {
                for (var ready = Wait() - 1; ready >= 0; ready--)
                {
                    var number = _epoll[ready];
                    if (number == 0 ? !TryReceiveBoth(ref first, news, ask.Replies) : !TryReceive(number, news)) continue;
                    waiting--;
                    latencies.Add(Stopwatch.GetTimestamp() - _asked[0], 1);
                }
            }
        }

        return Stopwatch.GetElapsedTime(started);
    }

    public void Dispose()
    {
        foreach (var socket in _sockets) socket.Dispose();
        _epoll.Dispose();
    }

    private static void Register(Socket socket, int number)
    {
        socket.Send(RawFrames.Of(new Register { AppId = "benchmark", Imei = $"{860_000_000_000_000 + number}" }));
        var reply = new byte[s_registered.Length];
        for (var read = 0; read < reply.Length;)
        {
            var more = socket.Receive(reply, read, reply.Length - read, SocketFlags.None);
            if (more == 0) throw new InvalidOperationException("The server refuses a registration.");
            read += more;
        }

        if (!reply.AsSpan().SequenceEqual(s_registered)) throw new InvalidOperationException("A registration was answered in another way.");
    }

    private int Wait()
    {
        var ready = _epoll.Wait(milliseconds: 5_000);
        return ready > 0 ? ready : throw new TimeoutException("Replies have not come for five seconds.");
    }

    private void Ask(int number, byte[] request)
    {
        _asked[number] = Stopwatch.GetTimestamp();
        Epoll.Send(_handles[number], request);
    }

    // True once all that was expected has come.
    private bool TryReceive(int number, byte[] expected)
    {
        var received = _received[number];
        var more = Read(number, expected.Length - received);
        if (!_buffer.AsSpan(0, more).SequenceEqual(expected.AsSpan(received, more))) throw new InvalidOperationException("A reply is not as it must be.");
        _received[number] = received + more == expected.Length ? 0 : received + more;
        return received + more == expected.Length;
    }

    private bool TryReceiveBoth(ref int left, byte[] news, byte[] reply)
    {
        // Two small frames, mostly in two pieces; their order was looked at before.
        left -= Read(0, Math.Min(left, news.Length + reply.Length));
        return left == 0;
    }

    private int Read(int number, int most)
    {
        var read = Epoll.Receive(_handles[number], _buffer.AsSpan(0, most));
        return read switch
        {
            < 0 => 0,
            0 => throw new InvalidOperationException("The server has closed a connection."),
            _ => read,
        };
    }
}
