using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Client;

/// <summary>A server that is a process of its own, and dies without a word.</summary>
public class KilledServerTests
{
    private const int InFlight = 500, Queued = 200;

    [UnixFact]
    public async Task What_is_in_flight_fails_within_a_second_and_what_is_queued_arrives_once_in_order_at_the_next_server()
    {
        var port = RawServer.FreePort();
        await using var primary = DeviceLinkSample.Run("server", "--port", port.ToString(CultureInfo.InvariantCulture));
        await primary.Expect("listens on");
        // Its kernel never answers: the connections that it takes stand in a full queue.
        using var dead = new DeadAddress();
        var arrivals = new Arrivals();
        await using var secondary = await TestServer.Start(arrivals);
        await using var client = TestClient.Create(
            TestClient.Quick with { ConnectTimeout = TimeSpan.FromMilliseconds(500) },
            null,
            $"tcp://127.0.0.1:{port}",
            dead.Endpoint,
            $"tcp://{secondary.Endpoints[0]}");
        await client.StartAsync().InTime();

        // Its kernel still takes bytes, so that the requests are sent; nobody answers.
        primary.Freeze();
        var requests = Enumerable.Range(0, InFlight).Select(_ => client.GetDateTimeAsync().AsTask()).ToList();
        // Until its kernel takes no more: from then on uploads wait in the client.
        var uploads = Fill(client);
        var filling = uploads.Count;
        uploads.AddRange(Enumerable.Range(filling, Queued).Select(number => UploadAsync(client, number, 100)));

        var killedAt = TimeProvider.System.GetTimestamp();
        primary.Kill();
        var failures = await Task.WhenAll(requests.Select(async request => await Assert.ThrowsAsync<ConnectionException>(() => request))).InTime();
        var took = TimeProvider.System.GetElapsedTime(killedAt);
        Assert.True(took < TimeSpan.FromSeconds(1), $"the requests failed after {took}");
        // The system tells of the reset once: where a send takes it, the receiver may see an end before the send has said so.
        Assert.All(failures, failure => Assert.True(failure.Reason is DisconnectReason.PeerReset or DisconnectReason.PeerClosed, $"{failure.Reason}"));
        Assert.All(failures, failure => Assert.Equal(Delivery.OutcomeUnknown, failure.Delivery));

        foreach (var upload in uploads.Skip(filling)) await upload.InTime();
        var arrived = arrivals.All;
        Assert.Equal("register", arrived[0]);
        Assert.Equal(Enumerable.Range(filling, Queued).Select(number => $"{number}"), arrived.Skip(arrived.Count - Queued));
        // Of those that filled the pipe some were sent and are lost, the others waited and came before.
        var waited = arrived.Skip(1).Take(arrived.Count - Queued - 1).ToList();
        Assert.InRange(waited.Count, 1, filling - 1);
        Assert.Equal(Enumerable.Range(filling - waited.Count, waited.Count).Select(number => $"{number}"), waited);
        var lost = new List<Delivery>();
        foreach (var upload in uploads.Take(filling - waited.Count)) lost.Add((await Assert.ThrowsAsync<ConnectionException>(() => upload.InTime())).Delivery);
        // The last may have been next in line behind one that the kernel had taken in part: not a byte of it left.
        Assert.InRange(lost.LastIndexOf(Delivery.OutcomeUnknown), lost.Count - 2, lost.Count - 1);
        Assert.All(lost.Take(lost.Count - 1), delivery => Assert.Equal(Delivery.OutcomeUnknown, delivery));
    }

    // Until one is refused: then several wait, and there is room for small ones.
    private static List<Task<UploadFileReply>> Fill(DeviceLinkClient client)
    {
        var uploads = new List<Task<UploadFileReply>>();
        while (true)
        {
            var upload = UploadAsync(client, uploads.Count, 128 << 10);
            if (upload.IsFaulted && upload.Exception.InnerException is ConnectionException { Reason: DisconnectReason.QueueFull }) return uploads;
            uploads.Add(upload);
        }
    }

    private static Task<UploadFileReply> UploadAsync(DeviceLinkClient client, int number, int bytes) =>
        client.UploadFileAsync(new() { Name = $"{number}", Content = new byte[bytes] }).AsTask();

    private sealed class Arrivals : DeviceLinkServerHandler
    {
        private readonly List<string> _all = [];

        public List<string> All
        {
            get
            {
                lock (_all) return [.. _all];
            }
        }

        public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context)
        {
            lock (_all) _all.Add("register");
            return new(new RegisterReply { ErrorCode = ErrorCode.Ok });
        }

        public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context)
        {
            lock (_all) _all.Add("time");
            return new(TestHandler.Time("now"));
        }

        public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context)
        {
            lock (_all) _all.Add(request.Name);
            return new(new UploadFileReply { ErrorCode = ErrorCode.Ok, Sha256 = SHA256.HashData(request.Content.Span) });
        }
    }

    /// <summary>A loopback address that takes no connection and refuses none: its queue is full.</summary>
    private sealed class DeadAddress : IDisposable
    {
        private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
        private readonly List<Socket> _fillers = [];

        public DeadAddress()
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen(1);
            for (var count = 0; count < 8; count++)
            {
                var filler = new Socket(SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                _fillers.Add(filler);
                try
                {
                    filler.Connect(_listener.LocalEndPoint!);
                }
                catch (SocketException)
                {
                    // Under way: it does not block.
                }
            }
        }

        public string Endpoint => $"tcp://{_listener.LocalEndPoint}";

        public void Dispose()
        {
            foreach (var filler in _fillers) filler.Dispose();
            _listener.Dispose();
        }
    }
}
