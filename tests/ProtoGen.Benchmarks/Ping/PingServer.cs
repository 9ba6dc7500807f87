using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Benchmarks;

/// <summary>Requests and replies over loopback, with plain sockets in the same process, whose CPU counts as well: two builds of the runtime are compared by it, one after the other.</summary>
internal static class PingServer
{
    private const int Threads = 2;

    public static async Task<int> RunAsync(CommandLine line)
    {
        var (connections, depth, rounds) = (line.Number("connections", 64), line.Number("depth", 1), line.Number("rounds", 5));
        var time = TimeSpan.FromSeconds(line.Number("seconds", 3));
        await using var server = new DeviceLinkServer(new AnsweringHandler(), "tcp://127.0.0.1:0");
        await server.StartAsync();
        var clients = new Socket[connections];
        for (var index = 0; index < connections; index++) clients[index] = await RegisterAsync((IPEndPoint)server.Endpoints[0], index);
        var request = Repeated(RawFrames.Of(default(GetDateTime)), depth);
        var replyBytes = RawFrames.Of(AnsweringHandler.Time).Length * depth;

        for (var round = 0; round <= rounds; round++)
        {
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var (allocated, started) = (GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());
            var counts = await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread =>
                Task.Factory.StartNew(() => Exchange(Share(clients, thread), request, replyBytes, time), TaskCreationOptions.LongRunning)));
            var requests = counts.Sum() * (long)depth;
            var second = requests / Stopwatch.GetElapsedTime(started).TotalSeconds;
            var load = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMicroseconds / requests;
            // The first is for the compiler.
            if (round > 0) Console.WriteLine($"{second,9:F0} requests/s, {load:F2} us CPU and {(double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / requests:F2} bytes allocated each");
        }

        foreach (var client in clients) client.Dispose();
        return 0;
    }

    private static Socket[] Share(Socket[] clients, int thread) => clients.Where((_, index) => index % Threads == thread).ToArray();

    private static int Exchange(Socket[] clients, byte[] request, int replyBytes, TimeSpan time)
    {
        var (replies, started, count) = (new byte[replyBytes], Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            foreach (var client in clients) client.Send(request);
            foreach (var client in clients) ReadAll(client, replies);
            count += clients.Length;
        }

        return count;
    }

    private static void ReadAll(Socket client, byte[] replies)
    {
        for (var read = 0; read < replies.Length;) read += client.Receive(replies, read, replies.Length - read, SocketFlags.None);
    }

    private static async Task<Socket> RegisterAsync(IPEndPoint endpoint, int index)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint);
        socket.Send(RawFrames.Of(new Register { AppId = "benchmark", Imei = $"{860_000_000_000_000 + index}" }));
        ReadAll(socket, new byte[RawFrames.Of(AnsweringHandler.Registered).Length]);
        return socket;
    }

    private static byte[] Repeated(byte[] frame, int times) => [.. Enumerable.Repeat(frame, times).SelectMany(bytes => bytes)];
}
