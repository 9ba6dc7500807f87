using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Python;

/// <summary>Our server, and a device that has never heard of ProtoGen.</summary>
public class PythonClientTests
{
    private static readonly string DateTimeReply = "0000001502" + "00" + "323032362d31312d32322032303a30303a3030";

    [PythonFact]
    public async Task A_device_is_served_byte_for_byte()
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(handler);
        await using var device = PythonPeer.Client(Server(server), "--talk-first", "--beats=2", "--date-times=2", "--interval=0.2", "--seconds=20");

        Assert.Equal(0, await device.Exit());

        Assert.Equal(
            [
                "sent 0000000101", "sent 0000000102", "received 000000020100", $"received {DateTimeReply}",
                $"sent {Frames.Register().ToHex()}", "received 000000020000",
                "sent 0000000102", $"received {DateTimeReply}",
                "sent 0000000101", "received 000000020100",
                "sent 0000000102", $"received {DateTimeReply}",
                "sent 0000000101", "received 000000020100",
            ],
            device.Frames());
        Assert.Equal(Frames.Date, (await device.Next("time")).Detail);
        Assert.Equal(TestClient.Registration(), await handler.Registered.Next());
        Assert.Equal(DisconnectReason.PeerClosed, await handler.Disconnected.Next());
    }

    [PythonFact]
    public async Task A_device_moves_to_the_next_server_when_its_server_stops()
    {
        var (first, second) = (new TestHandler(), new TestHandler());
        await using var primary = await TestServer.Start(first);
        await using var standby = await TestServer.Start(second);
        await using var device = PythonPeer.Client(Server(primary), Server(standby), "--beats=3", "--interval=0.2", "--pause=0.05", "--seconds=20");
        await first.Registered.Next();

        await primary.StopAsync(TimeSpan.Zero).InTime();

        Assert.Equal(Frames.Imei, (await second.Registered.Next()).Imei);
        Assert.Equal(0, await device.Exit());
    }

    [PythonFact]
    public async Task A_device_that_is_refused_goes_away()
    {
        await using var server = await TestServer.Start(new RefusingHandler());
        await using var device = PythonPeer.Client(Server(server), "--seconds=20");

        await device.Next("refused");

        Assert.Equal(0, await device.Exit());
        Assert.Contains("received 0000000200ff", device.Frames());
        Assert.False(server.TryGetPeer(Frames.Imei, out _));
    }

    [PythonFact]
    public async Task A_device_reads_past_a_message_that_it_does_not_know()
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(handler);
        await using var device = PythonPeer.Client(Server(server), "--beats=2", "--date-times=0", "--interval=0.3", "--seconds=20");
        await device.Next("registered");
        Assert.True(server.TryGetPeer(Frames.Imei, out var peer));

        await peer.SendNoticeAsync(new() { Level = 1, Text = "A new firmware is ready." }).InTime();

        Assert.Equal(0, await device.Exit());
        Assert.Contains($"received {Frames.Notice(1, "A new firmware is ready.").ToHex()}", device.Frames());
    }

    [PythonFact]
    public async Task Twenty_devices_are_served_side_by_side()
    {
        var handler = new TestHandler();
        await using var server = await TestServer.Start(handler);
        var devices = Enumerable.Range(0, 20)
            .Select(index => PythonPeer.Client(Server(server), $"--imei={index}", "--beats=2", "--interval=0.1", "--seconds=20"))
            .ToList();

        foreach (var device in devices) Assert.Equal(0, await device.Exit());

        var imeis = new HashSet<string>();
        foreach (var device in devices) imeis.Add((await handler.Registered.Next()).Imei);
        Assert.Equal(20, imeis.Count);
        foreach (var device in devices) await device.DisposeAsync();
    }

    private static string Server(DeviceLinkServer server) => $"--server={server.Endpoints[0]}";

    private sealed class RefusingHandler : TestHandler
    {
        public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context) =>
            new(new RegisterReply { ErrorCode = ErrorCode.Error });
    }
}
