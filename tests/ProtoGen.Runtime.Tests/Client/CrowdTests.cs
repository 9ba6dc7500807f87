using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using ProtoGen.Connections;
using Samples.DeviceLink;
using Xunit.Abstractions;

namespace ProtoGen.Runtime.Tests.Client;

/// <summary>Many clients that lose their server in the same moment, over real sockets; the clock is turned by hand, so that a slow machine
/// does not make a crowd of those that were spread.</summary>
[Collection(nameof(CrowdTests))]
[CollectionDefinition(nameof(CrowdTests), DisableParallelization = true)]
public sealed class CrowdTests(ITestOutputHelper output)
{
    private const int Clients = 2000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20), Slot = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<DateTimeOffset> _attempts = new();
    private int _busy, _ready;

    [Fact]
    public async Task Two_thousand_clients_come_back_to_a_restarted_server_spread_out()
    {
        var (mean, fullest) = await ComeBackAsync(TimeSpan.Zero);
        Assert.True(fullest <= 4 * mean, $"{fullest} attempts in 100 ms, {mean} on average");
    }

    // The pauses of all began in the same moment: the most there can be is what a server meets that was not away.
    [Theory]
    [InlineData(1, 400)]
    [InlineData(10, 80)]
    public async Task The_longer_the_server_was_away_the_fewer_come_back_at_a_time(int seconds, int most)
    {
        var (_, fullest) = await ComeBackAsync(TimeSpan.FromSeconds(seconds));
        Assert.InRange(fullest, 0, most);
    }

    private async Task<(double Mean, int Fullest)> ComeBackAsync(TimeSpan away)
    {
        var handler = new TestHandler();
        var server = await ServeAsync(handler, "tcp://127.0.0.1:0");
        var endpoint = $"tcp://{server.Endpoints[0]}";
        var clients = Enumerable.Range(0, Clients).Select(number => Create(endpoint, number)).ToArray();
        foreach (var chunk in clients.Chunk(100)) await Task.WhenAll(chunk.Select(client => client.StartAsync())).WaitAsync(Engine.Deadline);

        await server.StopAsync(TimeSpan.Zero).WaitAsync(TimeSpan.FromMinutes(1));
        await server.DisposeAsync();
        await Eventually.IsTrue(() => clients.All(client => client.State == ClientState.Waiting), seconds: 60);
        for (var left = away; left > TimeSpan.Zero; left -= Step) await AdvanceAsync();
        server = await ServeAsync(handler, endpoint);
        _attempts.Clear();
        Volatile.Write(ref _ready, 0);

        var start = _time.GetUtcNow();
        while (_ready < Clients)
        {
            Assert.True(_time.GetUtcNow() - start < TimeSpan.FromMinutes(1), $"{_ready} of {Clients} are back");
            await AdvanceAsync();
        }

        var slots = _attempts.Select(at => (int)((at - start) / Slot)).ToList();
        var mean = (double)slots.Count / (slots.Max() - slots.Min() + 1);
        var fullest = slots.CountBy(slot => slot).Max(slot => slot.Value);
        output.WriteLine($"all back after {_time.GetUtcNow() - start}: {slots.Count} attempts in {slots.Max() - slots.Min() + 1} slots, {mean:F0} a slot, {fullest} in the fullest");
        await Parallel.ForEachAsync(clients, async (client, _) => await client.DisposeAsync());
        await server.DisposeAsync();
        return (mean, fullest);
    }

    private static async Task<DeviceLinkServer> ServeAsync(TestHandler handler, string endpoint)
    {
        var server = new DeviceLinkServer(handler, endpoint) { Options = new() { DrainTimeout = TimeSpan.Zero, AcceptBacklog = 2048 } };
        await server.StartAsync();
        return server;
    }

    private DeviceLinkClient Create(string endpoint, int number) => new(endpoint)
    {
        Registration = () => new() { AppId = "a", Imei = number.ToString(CultureInfo.InvariantCulture) },
        Options = new() { TimeProvider = _time, Heartbeat = HeartbeatSettings.None },
        StateChanged = change =>
        {
            if (change.State == ClientState.Connecting)
            {
                _attempts.Enqueue(_time.GetUtcNow());
                Interlocked.Increment(ref _busy);
            }

            if (change.State == ClientState.Ready) Interlocked.Increment(ref _ready);
            if (change.State is ClientState.Ready || (change is { State: ClientState.Waiting, Reason: DisconnectReason.ConnectFailed }))
                Interlocked.Decrement(ref _busy);
        },
    };

    // The clock goes on when all that came of its last step is done.
    private async Task AdvanceAsync()
    {
        _time.Advance(Step);
        await Task.Delay(TimeSpan.FromMilliseconds(3), TimeProvider.System, CancellationToken.None);
        await Eventually.IsTrue(() => _busy == 0, seconds: 60);
    }
}
