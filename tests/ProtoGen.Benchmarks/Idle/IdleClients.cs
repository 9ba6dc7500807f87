using System.Net;
using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Benchmarks;

/// <summary>The devices, in a process of their own: plain sockets that register, beat in turn and read what comes.</summary>
internal static class IdleClients
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(CommandLine line)
    {
        var endpoint = new IPEndPoint(IPAddress.Loopback, line.Number("port", 0));
        var sockets = new Socket[line.Number("connections", 0)];
        for (var index = 0; index < sockets.Length; index++)
        {
            sockets[index] = await ConnectAsync(endpoint);
            if (line.Flag("register", true)) await sockets[index].SendAsync(Registration(index));
        }

        // The server counts them; then it says when to stop, by the end of the input.
        Console.WriteLine("connected");
        var stop = Task.Run(Console.In.ReadToEnd);
        var beat = RawFrames.Of(default(Heartbeat));
        var replies = new byte[256];
        var rounds = line.Number("every", 30) / Step.TotalSeconds;
        var done = 0.0;
        for (var next = 0; !stop.IsCompleted;)
        {
            for (done += sockets.Length / rounds; done >= 1; done--, next++)
            {
                var socket = sockets[next % sockets.Length];
                if (socket.Available != 0) socket.Receive(replies);
                socket.Send(beat);
            }

            await Task.WhenAny(stop, Task.Delay(Step, TimeProvider.System, CancellationToken.None));
        }

        return 0;
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint endpoint)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endpoint);
        return socket;
    }

    private static byte[] Registration(int index) => RawFrames.Of(new Register { AppId = "benchmark", Imei = $"{860_000_000_000_000 + index}" });
}
