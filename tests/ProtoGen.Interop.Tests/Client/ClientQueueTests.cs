using System.Net;
using System.Security.Cryptography;
using System.Text;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Client;

/// <summary>Messages given to a client that has no connection at the moment.</summary>
public class ClientQueueTests
{
    [Fact]
    public async Task Queued_messages_arrive_once_and_in_order_after_the_registration()
    {
        var port = RawServer.FreePort();
        await using var client = TestClient.Create(TestClient.Quick, null, $"tcp://127.0.0.1:{port}");
        var uploads = Enumerable.Range(0, 50).Select(index => client.UploadFileAsync(File($"{index}")).AsTask()).ToList();

        using var server = RawServer.Start(port);
        using var peer = await server.AcceptRegistered();
        for (var index = 0; index < uploads.Count; index++)
        {
            await peer.Expect(UploadFrame($"{index}"));
            await peer.Send(Frames.Frame(4, [0, .. SHA256.HashData([(byte)index])]));
            Assert.Equal(SHA256.HashData([(byte)index]), (await uploads[index].InTime()).Sha256.Span.ToArray());
        }

        Assert.Equal(0, peer.Available);
    }

    [Fact]
    public async Task Messages_queued_while_the_server_is_away_arrive_at_the_next_one()
    {
        using var first = RawServer.Start();
        using var second = RawServer.Start();
        await using var client = TestClient.Create(TestClient.Quick, null, first.Endpoint, second.Endpoint);
        var states = client.StateChanges.GetAsyncEnumerator();
        var lost = UntilWaiting(states);
        using var peer = await first.AcceptRegistered(client);

        first.Dispose();
        peer.Reset();
        await lost.InTime();
        var uploads = Enumerable.Range(0, 5).Select(index => client.UploadFileAsync(File($"{index}")).AsTask()).ToList();

        using var next = await second.AcceptRegistered();
        await next.Expect([.. Enumerable.Range(0, 5).Select(index => UploadFrame($"{index}"))]);
        Assert.Equal(0, next.Available);
        await states.DisposeAsync();
        _ = Task.WhenAll(uploads).ContinueWith(all => all.Exception, TaskScheduler.Default);
    }

    [Fact]
    public async Task No_message_arrives_twice_when_servers_die_under_a_stream_of_them()
    {
        var handler = new TestHandler();
        var arrived = new List<string>();
        var server = await TestServer.Start(handler);
        var endpoint = (IPEndPoint)server.Endpoints[0];
        await using var client = TestClient.Create(TestClient.Quick, null, $"tcp://{endpoint}");
        using var enough = new CancellationTokenSource();
        var uploading = Upload(client, enough.Token);

        for (var life = 0; life < 4; life++)
        {
            for (var count = 0; count < 20; count++) arrived.Add(await handler.Uploaded.Next());
            await server.StopAsync(TimeSpan.Zero).InTime();
            if (life == 3) await enough.CancelAsync();
            server = await TestServer.Start(handler, endpoint.Port);
        }

        var delivered = await uploading.InTime();
        await server.DisposeAsync();
        while (handler.Uploaded.Reader.TryRead(out var name)) arrived.Add(name);
        Assert.Equal(arrived.Distinct(), arrived);
        Assert.Subset(arrived.ToHashSet(), delivered);
    }

    [Fact]
    public async Task A_message_that_found_no_server_in_time_was_not_sent()
    {
        await using var client = new DeviceLinkClient($"tcp://127.0.0.1:{RawServer.FreePort()}")
        {
            Registration = () => TestClient.Registration(),
            Options = TestClient.Quick,
            RequestTimeout = TimeSpan.FromMilliseconds(300),
        };

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => client.GetDateTimeAsync().InTime());

        Assert.Equal((DisconnectReason.RequestTimeout, Delivery.NotSent), (failure.Reason, failure.Delivery));
    }

    private static async Task<HashSet<string>> Upload(DeviceLinkClient client, CancellationToken enough)
    {
        var delivered = new HashSet<string>();
        for (var index = 0; !enough.IsCancellationRequested; index++)
        {
            try
            {
                await client.UploadFileAsync(File($"{index}"), CancellationToken.None);
                delivered.Add($"{index}");
            }
            catch (ConnectionException exception) when (exception.Delivery == Delivery.OutcomeUnknown)
            {
                // It may have arrived, and must not have arrived twice.
            }
        }

        return delivered;
    }

    private static UploadFile File(string name) => new() { Name = name, Content = [1, 2, 3] };

    private static byte[] UploadFrame(string name) =>
        Frames.Frame(4, [(byte)name.Length, .. Encoding.UTF8.GetBytes(name), .. Frames.Hex("00000003 010203")]);

    private static async Task UntilWaiting(IAsyncEnumerator<StateChange> states)
    {
        while (await states.MoveNextAsync() && states.Current.State != ClientState.Waiting)
        {
        }
    }
}
