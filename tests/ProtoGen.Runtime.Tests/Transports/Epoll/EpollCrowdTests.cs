using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Transports.Epoll;

/// <summary>Crowds that come and go as they like, while others go on.</summary>
public sealed class EpollCrowdTests
{
    private const int Connections = 2000, AtATime = 50;

    [Theory, OverEpoll]
    public async Task Two_thousand_connections_that_open_send_and_end_at_random_leave_nothing_behind_and_harm_nobody(Over over)
    {
        var handler = new TestHandler
        {
            // Some complete on another thread, some are broken off from one while their bytes are read.
            GettingTime = async context =>
            {
                if (context.Peer.Id % 3 == 0) await Task.Yield();
                return Answers.Time("now");
            },
            Beating = context =>
            {
                if (context.Peer.Id % 5 == 0) ThreadPool.UnsafeQueueUserWorkItem(static peer => ((DeviceLinkPeer)peer!).Abort(), context.Peer);
                if (context.Peer.Id % 7 == 0) context.Peer.Close();
                return default;
            },
        };
        var server = new DeviceLinkServer(handler, "tcp://127.0.0.1:0") { Options = over.Options() };
        await server.StartAsync();
        using var bystander = await RawClient.ConnectAsync(server.Endpoints[0]);
        await bystander.SendAsync(Frames.Register("bystander"));
        await bystander.ReceiveAsync(1);
        using var over1 = new CancellationTokenSource();
        var rounds = AskAsync(bystander, over1.Token);

        using var room = new SemaphoreSlim(AtATime);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async number =>
        {
            await room.WaitAsync();
            try
            {
                await Task.Run(() => LiveAsync(server, new Random(number)));
            }
            finally
            {
                room.Release();
            }
        })).WaitAsync(TimeSpan.FromSeconds(60));

        await over1.CancelAsync();
        Assert.NotEqual(0, await rounds.WaitAsync(Engine.Deadline));
        await Eventually.IsTrue(() => server.ConnectionCount == 1);
        bystander.Dispose();
        await server.DisposeAsync();
        // Each loop ends when all its descriptors are closed.
        await Eventually.IsTrue(() => server.Loops!.HaveEnded);
        Assert.Equal(0, server.Loops!.ConnectionCount);
        Assert.Equal(0, server.Counters.EndedBy(DisconnectReason.TransportError));
        Assert.Equal(0, server.Counters.HandlerFaults);
    }

    private static async Task LiveAsync(DeviceLinkServer server, Random random)
    {
        try
        {
            using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
            var frames = Frames.Join([.. Enumerable.Range(0, random.Next(20)).Select(_ => random.Next(4) switch
            {
                0 => Frames.Heartbeat,
                1 => Frames.Register($"{random.Next(100)}"),
                2 => Frames.Of(new UploadFile { Name = "f", Content = new byte[random.Next(100_000)] }),
                _ => Frames.GetDateTime,
            })]);
            await client.SendAsync(frames[..random.Next(frames.Length + 1)]);
            if (random.Next(2) == 0) server.BroadcastNotice(new() { Level = 1, Text = "news" });
            switch (random.Next(3))
            {
                case 0:
                    client.Reset();
                    break;
                case 1:
                    client.EndOutput();
                    await client.DrainAsync();
                    break;
            }
        }
        catch (SocketException)
        {
            // The server was quicker.
        }
    }

    // Whatever happens to others, the answers to this one are its own.
    private static async Task<int> AskAsync(RawClient client, CancellationToken over)
    {
        var rounds = 0;
        for (; !over.IsCancellationRequested; rounds++)
        {
            await client.SendAsync(Frames.Of(new UploadFile { Name = "mine", Content = new byte[rounds % 5000] }));
            while ((await client.ReceiveAsync(1))[0].Id != UploadFileReply.Wire.Id)
            {
            }
        }

        return rounds;
    }
}
