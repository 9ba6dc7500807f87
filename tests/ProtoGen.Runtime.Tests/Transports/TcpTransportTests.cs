using System.Collections.Concurrent;
using System.Globalization;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Transports;

public sealed class TcpTransportTests
{
    private const int Threads = 4, Each = 500;

    [Theory, OverSockets, OverEpoll]
    public async Task What_many_threads_send_arrives_once_and_in_each_ones_order_while_requests_go_on(Over over)
    {
        await using var server = new DeviceLinkServer(
            new TestHandler
            {
                GettingTime = async context =>
                {
                    if (context.Peer.Id % 2 == 0) await Task.Yield();
                    return Answers.Time("");
                },
            },
            "tcp://127.0.0.1:0")
        {
            Options = over.Options(),
        };
        await server.StartAsync();
        var listener = new Listener();
        await using var client = TestClients.Create([$"tcp://{server.Endpoints[0]}"], handler: listener);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.True(server.TryGetPeer("1", out var peer));

        // Long texts, so that the senders run into the watermarks.
        var padding = new string('x', 2000);
        var pushes = Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            for (var number = 0; number < Each; number++) await peer.SendNoticeAsync(new() { Level = (byte)thread, Text = $"{number} {padding}" });
        }));
        var requests = Enumerable.Range(0, Threads).Select(_ => Task.Run(async () =>
        {
            for (var number = 0; number < Each; number++) await client.GetDateTimeAsync();
        }));
        await Task.WhenAll([.. pushes, .. requests]).WaitAsync(TimeSpan.FromSeconds(30));
        await Eventually.IsTrue(() => listener.Numbers.Values.Sum(list => list.Count) == Threads * Each);
        foreach (var numbers in listener.Numbers.Values) Assert.Equal(Enumerable.Range(0, Each), numbers);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_sender_waits_for_a_peer_that_does_not_read_and_goes_on_when_it_does(Over over)
    {
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = over.Options() };
        await server.StartAsync();
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        await socket.SendAsync(Frames.Register());
        await socket.ReceiveAsync(1);
        Assert.True(server.TryGetPeer("1", out var peer));

        var notice = new Notice { Level = 1, Text = new('x', 60_000) };
        var sends = new List<Task>();
        while (sends.Count(send => !send.IsCompleted) < 3 && sends.Count < 2000) sends.Add(peer.SendNoticeAsync(notice).AsTask());
        Assert.InRange(sends.Count, 3, 1999);
        Assert.Equal(sends.Count, (await socket.ReceiveAsync(sends.Count)).Count);
        await Task.WhenAll(sends).WaitAsync(Engine.Deadline);
    }

    [Theory, OverSockets, OverEpoll]
    public async Task A_stream_cut_at_random_gets_every_answer(Over over)
    {
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = over.Options() };
        await server.StartAsync();
        using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
        var random = new Random(1);
        var stream = Frames.Join([.. Enumerable.Range(0, 300).Select(number => number % 3 == 0
            ? Frames.Of(new UploadFile { Name = $"{number}", Content = new byte[random.Next(5000)] })
            : Frames.Heartbeat)]);
        var answers = socket.ReceiveAsync(300);
        for (var sent = 0; sent < stream.Length;)
        {
            var part = Math.Min(stream.Length - sent, 1 + random.Next(3000));
            await socket.SendAsync(stream[sent..(sent + part)]);
            sent += part;
        }

        Assert.Equal(Enumerable.Range(0, 300).Select(number => number % 3 == 0 ? 4 : 1), (await answers).Select(frame => (int)frame.Id));
    }

    [Theory, OverSockets, OverEpoll]
    public async Task Short_connections_one_after_the_other_each_get_their_answer_and_an_orderly_end(Over over)
    {
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = over.Options() };
        await server.StartAsync();
        for (var count = 0; count < 200; count++)
        {
            using var socket = await RawClient.ConnectAsync(server.Endpoints[0]);
            await socket.SendAsync(Frames.GetDateTime);
            socket.EndOutput();
            Assert.Single(await socket.ReceiveUntilEndAsync());
        }

        await Eventually.IsTrue(() => server.ConnectionCount == 0);
    }

    private sealed class Listener : DeviceLinkClientHandler
    {
        public ConcurrentDictionary<byte, List<int>> Numbers { get; } = [];

        public override ValueTask OnNotice(Notice message, DeviceLinkClient client)
        {
            Numbers.GetOrAdd(message.Level, _ => []).Add(int.Parse(message.Text.AsSpan(0, message.Text.IndexOf(' ')), CultureInfo.InvariantCulture));
            return default;
        }
    }
}
