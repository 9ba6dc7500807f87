using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Benchmarks;

/// <summary>A server over one transport, with its clients.</summary>
internal sealed class PingContender : IAsyncDisposable
{
    private const int Threads = 2;

    private readonly DeviceLinkServer _server;
    private readonly string _name;
    private readonly TimeSpan _time;
    private readonly int _depth;
    private readonly byte[] _request;
    private readonly int _replyBytes;
    private readonly List<double> _rates = [];
    private readonly List<double> _loads = [];
    private Socket[] _clients = [];

    private PingContender(CommandLine line, ServerTransport transport)
    {
        var pool = transport == ServerTransport.Epoll && line.Flag("pool", false);
        _server = new(new AnsweringHandler(), "tcp://127.0.0.1:0") { Options = new() { Transport = transport, HandlersOnPool = pool } };
        _name = $"{transport}";
        _time = TimeSpan.FromSeconds(line.Number("seconds", 3));
        _depth = line.Number("depth", 1);
        _request = Repeated(RawFrames.Of(default(GetDateTime)), _depth);
        _replyBytes = RawFrames.Of(AnsweringHandler.Time).Length * _depth;
    }

    public double MedianRate => _rates.Order().ElementAt(_rates.Count / 2);

    public double MedianLoad => _loads.Order().ElementAt(_loads.Count / 2);

    public static async Task<PingContender> StartAsync(CommandLine line, ServerTransport transport)
    {
        var contender = new PingContender(line, transport);
        await contender._server.StartAsync();
        contender._clients = new Socket[line.Number("connections", 64)];
        for (var index = 0; index < contender._clients.Length; index++)
        {
            contender._clients[index] = Register((IPEndPoint)contender._server.Endpoints[0], index);
        }

        return contender;
    }

    public async Task RunAsync(bool isCounted)
    {
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var (allocated, started) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
        var counts = await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread =>
            Task.Factory.StartNew(() => Exchange(Share(thread)), TaskCreationOptions.LongRunning)));
        var requests = counts.Sum(count => count.Rounds) * (long)_depth;
        var rate = requests / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var all = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMicroseconds / requests;
        var load = all - (counts.Sum(count => count.Processor.TotalMicroseconds) / requests);
        if (!isCounted) return;
        _rates.Add(rate);
        _loads.Add(load);
        var bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / requests;
        Console.WriteLine($"{_name,-8} {rate,9:F0} requests/s, {all:F2} us CPU, {load:F2} without its client, and {bytes:F2} bytes allocated each");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await _server.DisposeAsync();
    }

    private Socket[] Share(int thread) => _clients.Where((_, index) => index % Threads == thread).ToArray();

    private (int Rounds, TimeSpan Processor) Exchange(Socket[] clients)
    {
        var processor = ThreadTime();
        var (replies, started, count) = (new byte[_replyBytes], Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(started) < _time)
        {
            foreach (var client in clients) client.Send(_request);
            foreach (var client in clients) ReadAll(client, replies);
            count += clients.Length;
        }

        return (count, ThreadTime() - processor);
    }

    // Known on Linux only; elsewhere the server counts with its clients.
    private static TimeSpan ThreadTime() => OperatingSystem.IsLinux()
        ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1000.0)
        : TimeSpan.Zero;

    private static void ReadAll(Socket client, byte[] replies)
    {
        for (var read = 0; read < replies.Length;) read += client.Receive(replies, read, replies.Length - read, SocketFlags.None);
    }

    private static Socket Register(IPEndPoint endpoint, int index)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        // Not asynchronously: the platform would wait for replies by an event loop of its own from then on.
        socket.Connect(endpoint);
        socket.Send(RawFrames.Of(new Register { AppId = "benchmark", Imei = $"{860_000_000_000_000 + index}" }));
        ReadAll(socket, new byte[RawFrames.Of(AnsweringHandler.Registered).Length]);
        return socket;
    }

    private static byte[] Repeated(byte[] frame, int times) => [.. Enumerable.Repeat(frame, times).SelectMany(bytes => bytes)];
}
