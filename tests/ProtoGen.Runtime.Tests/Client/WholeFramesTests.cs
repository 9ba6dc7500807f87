using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ProtoGen.Framing;
using ProtoGen.Runtime.Tests.Station;
using Tests.Station;
using Xunit.Abstractions;

namespace ProtoGen.Runtime.Tests.Client;

/// <summary>Sends that are cancelled at any moment, by random, between encoders that throw half-way.</summary>
public sealed class WholeFramesTests(ITestOutputHelper output)
{
    private const int Senders = 4, Window = 16;

    private enum Outcome : byte
    {
        Unknown,
        Done,
        NotSent,
    }

    [Theory]
    [InlineData(60_000, false)]
    [InlineData(40_000, true)]
    public async Task The_peer_sees_whole_frames_only_and_none_that_was_said_to_be_unsent(int sends, bool losesConnections)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var seen = new ConcurrentQueue<(byte Id, uint Number)>();
        var serving = ServeAsync(listener, seen, losesConnections);
        var outcomes = new Outcome[sends];
        var client = new StationClient(listener.LocalEndpoint.Text())
        {
            Options = TestClients.Quick with { Limits = new() { SendHighWatermarkBytes = 4096, SendLowWatermarkBytes = 1024, SendCapBytes = 16_384 } },
            RequestTimeout = Engine.Deadline,
        };
        await client.StartAsync().WaitAsync(Engine.Deadline);
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAllAsync(client, sender, outcomes)))).WaitAsync(TimeSpan.FromMinutes(2));
        await client.DisposeAsync();
        listener.Stop();
        await serving.WaitAsync(Engine.Deadline);

        var (counts, latest) = (new int[sends], new long[Senders]);
        Array.Fill(latest, -1);
        foreach (var (id, number) in seen)
        {
            counts[number]++;
            // A read may come a second time, on the next connection.
            if (id == Read.Wire.Id) continue;
            Assert.True(latest[number % Senders] < number, $"{number} came after {latest[number % Senders]}");
            latest[number % Senders] = number;
        }

        for (var number = 0; number < sends; number++)
        {
            if (outcomes[number] == Outcome.NotSent) Assert.True(counts[number] == 0, $"{number} was said to be unsent and came {counts[number]} times");
            if (outcomes[number] == Outcome.Done && !losesConnections) Assert.True(counts[number] == 1, $"{number} came {counts[number]} times");
            Assert.True(counts[number] <= (KindOf(number) == 0 ? 2 : 1), $"{number} came {counts[number]} times");
        }

        output.WriteLine($"seen {seen.Count}, done {outcomes.Count(item => item == Outcome.Done)}, unsent {outcomes.Count(item => item == Outcome.NotSent)}, connections {client.LastChange.Epoch}");
        Assert.InRange(outcomes.Count(outcome => outcome == Outcome.NotSent), sends / 20, sends * 3 / 4);
        Assert.True(!losesConnections || client.LastChange.Epoch > 3, "no connection was lost");
    }

    private static int KindOf(int number) => number / Senders % 8;

    private static string NoteOf(int number) => new((char)('a' + (number % 26)), number * 31 % 700);

    private static async Task SendAllAsync(StationClient client, int sender, Outcome[] outcomes)
    {
        var random = new Random(sender);
        // Side by side, so that some wait for room; begun one after the other, so that they keep their order.
        var running = new Queue<(int Number, Task<Outcome> Call)>();
        for (var number = sender; number < outcomes.Length; number += Senders)
        {
            running.Enqueue((number, SendAsync(client, number, random)));
            if (running.Count == Window) await FinishAsync();
        }

        while (running.Count > 0) await FinishAsync();

        async Task FinishAsync()
        {
            var (number, call) = running.Dequeue();
            outcomes[number] = await call;
        }
    }

    private static async Task<Outcome> SendAsync(StationClient client, int number, Random random)
    {
        // Not disposed: another thread may still cancel it.
        var source = new CancellationTokenSource();
        var (isPoisoned, cancels) = (random.Next(10) == 0, random.Next(4));
        var position = Stations.At((uint)number, NoteOf(number) + (isPoisoned ? FailingText.Poison : ""));
        if (cancels == 0) source.Cancel();
        try
        {
            var call = KindOf(number) switch
            {
                0 => client.ReadAsync(new() { Number = (uint)number }, source.Token).AsTask(),
                1 => client.WriteAsync(new() { Number = position.Number, Note = position.Note }, source.Token).AsTask(),
                2 => TrySend(client, position),
                _ => client.SendPositionAsync(position, source.Token).AsTask(),
            };
            if (cancels == 1) source.Cancel();
            if (cancels == 2) ThreadPool.QueueUserWorkItem(static source => source.Cancel(), source, preferLocal: false);
            await call.WaitAsync(Engine.Deadline);
            return Outcome.Done;
        }
        catch (InvalidOperationException) when (isPoisoned)
        {
            return Outcome.NotSent;
        }
        catch (OperationCanceledException)
        {
            // A message without a reply is cancelled as long as it waits only.
            return cancels == 0 || KindOf(number) > 1 ? Outcome.NotSent : Outcome.Unknown;
        }
        catch (ConnectionException exception)
        {
            Assert.NotEqual(Delivery.Responded, exception.Delivery);
            return exception.Delivery == Delivery.NotSent ? Outcome.NotSent : Outcome.Unknown;
        }
        catch (ObjectDisposedException)
        {
            return Outcome.Unknown;
        }
    }

    private static Task TrySend(StationClient client, Position position) => client.TrySendPosition(position) == SendResult.Sent
        ? Task.CompletedTask
        : Task.FromException(new ConnectionException(DisconnectReason.QueueFull, Delivery.NotSent, "refused"));

    private static async Task ServeAsync(TcpListener listener, ConcurrentQueue<(byte, uint)> seen, bool losesConnections)
    {
        var random = new Random(42);
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync();
                socket.ReceiveBufferSize = 8192;
                await TalkAsync(socket, seen, losesConnections ? random.Next(200_000, 2_000_000) : int.MaxValue);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    // Reads whole frames, answers those that want it, and breaks off after so many bytes.
    private static async Task TalkAsync(Socket socket, ConcurrentQueue<(byte, uint)> seen, int bytesToLive)
    {
        var (buffer, length) = (new byte[64 << 10], 0);
        var replies = new List<byte>();
        try
        {
            while (bytesToLive > 0 && await socket.ReceiveAsync(buffer.AsMemory(length)) is var count and > 0)
            {
                bytesToLive -= count;
                length += count;
                length -= TakeFrames(buffer, length, seen, replies);
                if (replies.Count != 0) await socket.SendAsync(replies.ToArray());
                replies.Clear();
            }
        }
        catch (SocketException)
        {
            return;
        }

        if (bytesToLive > 0) Assert.Equal(0, length);
        socket.LingerState = new(bytesToLive <= 0, 0);
    }

    private static int TakeFrames(byte[] buffer, int length, ConcurrentQueue<(byte, uint)> seen, List<byte> replies)
    {
        ReadOnlySpan<byte> rest = buffer.AsSpan(0, length);
        FrameStatus status;
        while ((status = StationProtocol.ReadFrame(ref rest, out var frame)) == FrameStatus.Frame)
        {
            var number = Check(frame.Id, frame.Body);
            seen.Enqueue((frame.Id, number));
            Span<byte> reply = stackalloc byte[16];
            if (frame.Id == Read.Wire.Id) replies.AddRange(reply[..StationProtocol.WriteFrame(new ReadReply { Number = number }, reply)]);
            if (frame.Id == Write.Wire.Id) replies.AddRange(reply[..StationProtocol.WriteFrame(new WriteReply { Number = number }, reply)]);
        }

        Assert.Equal(FrameStatus.NeedMore, status);
        rest.CopyTo(buffer);
        return length - rest.Length;
    }

    // Every byte is known from the number.
    private static uint Check(byte id, ReadOnlySpan<byte> body)
    {
        if (id == Read.Wire.Id)
        {
            Assert.True(Read.TryDecode(body, out var read, out _));
            Assert.Equal(0, KindOf((int)read.Number));
            return read.Number;
        }

        if (id == Write.Wire.Id)
        {
            Assert.True(Write.TryDecode(body, out var write, out _));
            Assert.Equal((1, NoteOf((int)write.Number)), (KindOf((int)write.Number), write.Note));
            return write.Number;
        }

        Assert.True(Position.TryDecode(body, out var position, out _));
        Assert.InRange(KindOf((int)position.Number), 2, 7);
        Assert.Equal(NoteOf((int)position.Number), position.Note);
        return position.Number;
    }
}
