using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests;

/// <summary>DeviceLink over a serial line: System.IO.Ports on both ends of a pair of pseudo-terminals.</summary>
public sealed class SerialTests
{
    private static readonly DisconnectReason[] LineGone = [DisconnectReason.TransportError, DisconnectReason.HeartbeatTimeout];

    [SocatFact]
    public async Task Requests_heartbeats_and_pushes_pass_over_a_serial_line()
    {
        await using var line = await SerialLine.Start();
        await using var server = await StartServer();
        var serving = server.ServeAsync(SerialLine.Open(line.ServerPort));
        await using var client = Client(line);
        await client.StartAsync().InTime();
        Assert.Equal(Frames.Date, (await client.GetDateTimeAsync().InTime()).Text);

        var content = Enumerable.Range(0, 50_000).Select(index => (byte)(index * 31)).ToArray();
        var uploaded = await client.UploadFileAsync(new() { Name = "every byte", Content = content }).InTime();
        Assert.Equal(System.Security.Cryptography.SHA256.HashData(content), uploaded.Sha256.Span.ToArray());

        await using var notices = client.Notices().GetAsyncEnumerator();
        var next = notices.MoveNextAsync();
        Assert.True(server.TryGetPeer(Frames.Imei, out var peer));
        await peer.SendNoticeAsync(new() { Level = 1, Text = "news" });
        Assert.True(await next.InTime());
        Assert.Equal("news", notices.Current.Text);

        while (client.Counters.HeartbeatsSent < 3) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        Assert.Equal(ClientState.Ready, client.State);
        peer.Close();
        Assert.Equal(DisconnectReason.LocalClosed, await serving.InTime());
    }

    [SocatFact]
    public async Task A_line_that_is_unplugged_is_opened_again_when_it_is_back()
    {
        await using var line = await SerialLine.Start();
        await using var server = await StartServer();
        var serving = server.ServeAsync(SerialLine.Open(line.ServerPort));
        var states = new StateLog();
        await using var client = Client(line, states);
        await client.StartAsync().InTime();

        await line.Unplug();
        // By an error of the port, or by heartbeats at the latest; neither side has closed it.
        Assert.Contains(await serving.InTime(), LineGone);
        // Asked earlier, it would send over what is left of the old line.
        var lost = await states.Until(ClientState.Waiting);
        Assert.Contains(lost.Reason!.Value, LineGone);
        if (lost.Reason == DisconnectReason.TransportError) Assert.NotNull(lost.Cause);
        await line.PlugIn();
        serving = server.ServeAsync(SerialLine.Open(line.ServerPort));
        Assert.Equal(Frames.Date, (await client.GetDateTimeAsync().InTime()).Text);
        Assert.True(server.TryGetPeer(Frames.Imei, out var peer));
        peer.Close();
        await serving.InTime();
    }

    private static async Task<DeviceLinkServer> StartServer()
    {
        var server = new DeviceLinkServer(new TestHandler())
        {
            Options = TestServer.Usual with { Heartbeat = TestClient.QuickBeats with { Roles = HeartbeatRoles.Watcher, Timeout = TimeSpan.FromSeconds(3) } },
        };
        await server.StartAsync().InTime();
        return server;
    }

    private static DeviceLinkClient Client(SerialLine line, StateLog? states = null) => TestClient.Create(
        TestClient.QuickBeating with { Connect = (_, _) => new(SerialLine.Open(line.ClientPort)) }, states, $"serial://{line.ClientPort}");
}
