using System.Net;
using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Benchmarks.Clients;

/// <summary>
/// What is written where there is no library: connect, register, beat in one task, read in another; after any failure one second of pause and the
/// next endpoint. It has no queue, no requests, and notices a dead server only by an error.
/// </summary>
internal sealed class NaiveClient(int[] ports, int number, ClientLedger ledger)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1), s_beat = TimeSpan.FromSeconds(3);

    public async Task RunAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            ledger.Attempted();
            try
            {
                using var client = new TcpClient { NoDelay = true };
                await client.ConnectAsync(IPAddress.Loopback, ports[attempt % ports.Length]);
                await LiveAsync(client.GetStream());
            }
            catch (Exception exception) when (exception is SocketException or IOException)
            {
                // Once more.
            }

            await Task.Delay(s_pause, TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task LiveAsync(NetworkStream stream)
    {
        var buffer = new byte[4096];
        await stream.WriteAsync(RawFrames.Of(new Register { AppId = "benchmark", Imei = $"{860_000_000_000_000 + number}" }));
        await stream.ReadExactlyAsync(buffer.AsMemory(0, RawFrames.Of(AnsweringHandler.Registered).Length));
        ledger.BecameReady();
        using var ended = new CancellationTokenSource();
        var beating = BeatAsync(stream, ended.Token);
        try
        {
            while (await stream.ReadAsync(buffer, CancellationToken.None) != 0)
            {
                // Heartbeats were answered.
            }
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
        }
    }

    private static async Task BeatAsync(NetworkStream stream, CancellationToken cancel)
    {
        var beat = RawFrames.Of(default(Heartbeat));
        using var timer = new PeriodicTimer(s_beat);
        try
        {
            while (await timer.WaitForNextTickAsync(cancel)) await stream.WriteAsync(beat, cancel);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // Who reads knows.
        }
    }
}
