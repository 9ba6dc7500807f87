using System.Globalization;

namespace ProtoGen.Interop.Tests.Sample;

/// <summary>The sample as its readers run it: as a process.</summary>
public class SampleTests
{
    [Fact]
    public async Task The_story_is_told_to_its_end()
    {
        await using var story = DeviceLinkSample.Run();

        Assert.Equal(0, await story.Exit(TimeSpan.FromSeconds(20)));

        string[] wanted =
        [
            "client   connects to 127.0.0.1:",
            $"primary  device {Frames.Imei} registered",
            "client   the server's time is",
            "client   notice of level 1: A new firmware is ready.",
            "client   firmware.bin arrived intact",
            $"primary  heartbeat of {Frames.Imei}, answered",
            $"primary  heartbeat of {Frames.Imei}, answered",
            "story    the primary server is killed",
            $"standby  device {Frames.Imei} registered",
            "client   log.txt arrived intact",
            "story    the end",
        ];
        foreach (var line in wanted) await story.Expect(line);
        // The second notice may come before or after the end is told.
        Assert.Equal(2, story.Transcript.Split('\n').Count(line => line.Contains("notice of level 1", StringComparison.Ordinal)));
    }

    [UnixFact]
    public async Task Server_and_client_run_until_they_are_terminated()
    {
        var port = RawServer.FreePort().ToString(CultureInfo.InvariantCulture);
        await using var server = DeviceLinkSample.Run("server", "--port", port);
        await server.Expect("listens on");
        await using var client = DeviceLinkSample.Run("client", "--endpoint", $"127.0.0.1:{port}", "--heartbeat", "500ms");
        await client.Expect("the server's time is");
        await server.Expect("heartbeat of");

        client.Terminate();
        Assert.Equal(0, await client.Exit(TimeSpan.FromSeconds(5)));
        await server.Expect("disconnected: PeerClosed");
        server.Terminate();
        Assert.Equal(0, await server.Exit(TimeSpan.FromSeconds(5)));
    }

    [UnixFact]
    public async Task A_client_without_a_server_is_terminated_too()
    {
        await using var client = DeviceLinkSample.Run("client", "--endpoint", $"127.0.0.1:{RawServer.FreePort()}");
        await client.Expect("ConnectFailed");

        client.Terminate();

        Assert.Equal(0, await client.Exit(TimeSpan.FromSeconds(5)));
    }

    [UnixFact]
    public async Task A_server_is_terminated_with_a_client_connected()
    {
        var port = RawServer.FreePort();
        await using var server = DeviceLinkSample.Run("server", "--port", port.ToString(CultureInfo.InvariantCulture));
        await server.Expect("listens on");
        await using var client = TestClient.Create(TestClient.Quick, null, $"tcp://127.0.0.1:{port}");
        await client.StartAsync().InTime();

        server.Terminate();

        Assert.Equal(0, await server.Exit(TimeSpan.FromSeconds(5)));
    }
}
