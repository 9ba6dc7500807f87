using System.Globalization;
using System.Net;

namespace ProtoGen.Interop.Tests.Server;

/// <summary>A server whose process may open no more files: the sample, with a limit of its own.</summary>
public class FileLimitTests
{
    private const int Limit = 200;
    private const int Crowd = 300;

    [UnixFact]
    public Task A_server_that_may_open_no_more_files_waits_without_turning_and_accepts_again_when_it_may() => WaitsAsync("portable");

    [EpollFact]
    public Task A_server_on_epoll_that_may_open_no_more_files_does_as_well() => WaitsAsync("epoll");

    private static async Task WaitsAsync(string transport)
    {
        var port = RawServer.FreePort();
        await using var server = DeviceLinkSample.RunWithFiles(Limit, "server", "--port", port.ToString(CultureInfo.InvariantCulture), "--transport", transport);
        await server.Expect("listens on");
        var endpoint = new IPEndPoint(IPAddress.Loopback, port);
        var peers = new List<RawPeer>();
        for (var index = 0; index < Crowd; index++)
        {
            peers.Add(await RawPeer.Connect(endpoint));
            await peers[index].Send(Frames.Heartbeat);
        }

        await peers[0].Expect(Frames.HeartbeatReply);
        var before = server.ProcessorTime;
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, CancellationToken.None);
        var spent = server.ProcessorTime - before;

        Assert.Equal(0, peers[^1].Available);
        Assert.InRange(peers.Count(peer => peer.Available > 0), 1, Limit);
        // A loop that does not wait takes all three seconds. Those that beat are served meanwhile.
        Assert.InRange(spent, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        for (var round = 0; round < 3; round++)
        {
            await peers[0].Send(Frames.Heartbeat);
            await peers[0].Expect(Frames.HeartbeatReply);
        }

        foreach (var peer in peers[..^1]) peer.Dispose();
        await peers[^1].Expect(Frames.HeartbeatReply);
        peers[^1].Dispose();
        server.Terminate();
        Assert.Equal(0, await server.Exit(TimeSpan.FromSeconds(5)));
    }
}
