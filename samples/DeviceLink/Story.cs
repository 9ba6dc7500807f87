using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ProtoGen;

namespace Samples.DeviceLink;

/// <summary>The whole life of a connection in one process over real TCP: register, ask, beat, be told, upload, lose the server, come back.</summary>
internal static class Story
{
    private const string Imei = "869858030720693";

    public static async Task<int> Run(ServerTransport transport, CancellationToken cancel)
    {
        var narrator = new Narrator();
        var standbyEndpoint = $"tcp://127.0.0.1:{FreePort()}";
        await using var primary = await StartServer("primary", "tcp://127.0.0.1:0", transport, narrator, cancel);
        await using var client = new DeviceLinkClient($"tcp://{primary.Endpoints[0]}", standbyEndpoint)
        {
            Registration = () => new() { AppId = "996da38d-a7be-4947-aa4c-f8208b5f4ade", Imei = Imei },
            Handler = new Screen(narrator),
            StateChanged = change => narrator.Say("client", States.Describe(change)),
        };

        await client.StartAsync(cancel);
        await AskForTheTime(client, narrator, cancel);
        await PushANotice(primary, client, narrator, cancel);
        await UploadAFile(client, "firmware.bin", narrator, cancel);
        await WatchTwoHeartbeats(narrator, cancel);

        narrator.Say("story", "the primary server is killed");
        var lost = UntilLost(client, cancel);
        await primary.StopAsync(TimeSpan.Zero, cancel);
        await lost;
        narrator.Say("story", "the client sends a file all the same: it waits in the queue");
        var queued = UploadAFile(client, "log.txt", narrator, cancel);
        await Pause(TimeSpan.FromSeconds(1), cancel);

        await using var standby = await StartServer("standby", standbyEndpoint, transport, narrator, cancel);
        await queued;
        await PushANotice(standby, client, narrator, cancel);
        narrator.Say("story", "the end");
        return 0;
    }

    private static async Task<DeviceLinkServer> StartServer(string name, string endpoint, ServerTransport transport, Narrator narrator, CancellationToken cancel)
    {
        var server = new DeviceLinkServer(peer => new Device(peer, name, narrator), endpoint) { Options = new() { Transport = transport } };
        await server.StartAsync(cancel);
        narrator.Say(name, $"listens on {server.Endpoints[0]}");
        return server;
    }

    private static async Task AskForTheTime(DeviceLinkClient client, Narrator narrator, CancellationToken cancel)
    {
        var reply = await client.GetDateTimeAsync(cancel: cancel);
        narrator.Say("client", $"the server's time is {reply.Text}");
    }

    private static async Task PushANotice(DeviceLinkServer server, DeviceLinkClient client, Narrator narrator, CancellationToken cancel)
    {
        if (!server.TryGetPeer(Imei, out var device)) throw new InvalidOperationException($"{Imei} is not registered.");
        narrator.Say("story", $"a server pushes a notice to {Imei}");
        var heard = NextNotice(client, cancel);
        await device.SendNoticeAsync(new() { Level = 1, Text = "A new firmware is ready." }, cancel);
        await heard;
    }

    private static async Task NextNotice(DeviceLinkClient client, CancellationToken cancel)
    {
        await foreach (var _ in client.Notices().WithCancellation(cancel)) return;
    }

    private static async Task UploadAFile(DeviceLinkClient client, string name, Narrator narrator, CancellationToken cancel)
    {
        var content = RandomNumberGenerator.GetBytes(1 << 20);
        var reply = await client.UploadFileAsync(new() { Name = name, Content = content }, cancel);
        var intact = reply.Sha256.Span.SequenceEqual(SHA256.HashData(content));
        narrator.Say("client", $"{name} arrived {(intact ? "intact" : "DAMAGED")}: SHA-256 {Convert.ToHexStringLower(reply.Sha256.Span[..8])}…");
        if (!intact) throw new InvalidDataException($"{name} arrived damaged.");
    }

    private static async Task UntilLost(DeviceLinkClient client, CancellationToken cancel)
    {
        await foreach (var change in client.StateChanges.WithCancellation(cancel))
            if (change.State == ClientState.Waiting) return;
    }

    private static Task WatchTwoHeartbeats(Narrator narrator, CancellationToken cancel)
    {
        narrator.Say("story", "nothing to say for a while: heartbeats keep the connection alive");
        return Pause(TimeSpan.FromSeconds(6.5), cancel);
    }

    private static Task Pause(TimeSpan time, CancellationToken cancel) => Task.Delay(time, TimeProvider.System, cancel);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
