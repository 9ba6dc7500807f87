using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using ProtoGen.Connections;
using ProtoGen.Runtime.Tests.Station;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Client;

/// <summary>How often a client comes back, over real sockets and a clock turned by hand.</summary>
public sealed class ReconnectPaceTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TimeSpan> _attempts = [];
    private readonly DateTimeOffset _start;

    public ReconnectPaceTests()
    {
        _start = _time.GetUtcNow();
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    private TimeSpan Now => _time.GetUtcNow() - _start;

    private DeviceLinkClient Create(int seed) => TestClients.Create(
        [_listener.LocalEndpoint.Text()],
        new() { TimeProvider = _time, Heartbeat = HeartbeatSettings.None, Lot = new Random(seed).NextDouble },
        changed: change =>
        {
            if (change.State == ClientState.Connecting) _attempts.Add(Now);
        });

    private async Task<RawClient> AcceptRegisteredAsync()
    {
        var peer = new RawClient(await _listener.AcceptSocketAsync().WaitAsync(Engine.Deadline));
        await peer.ReceiveAsync(1);
        await peer.SendAsync(Frames.Of(Answers.Registered));
        return peer;
    }

    // The clock goes on only while the client waits for it.
    private async Task WaitOutAsync(DeviceLinkClient client, TimeSpan until)
    {
        await Eventually.IsTrue(() => client.State == ClientState.Waiting);
        var before = _attempts.Count;
        while (_attempts.Count == before && Now < until)
        {
            _time.Advance(Step);
            // The pause ends on another thread.
            for (var round = 0; round < 20 && _attempts.Count == before; round++) await Task.Yield();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_server_that_closes_right_after_the_registration_is_tried_ever_less_often(int seed)
    {
        await using var client = Create(seed);
        _ = client.StartAsync();
        while (Now < TimeSpan.FromMinutes(1))
        {
            using (await AcceptRegisteredAsync())
            {
                await Eventually.IsTrue(() => client.State == ClientState.Ready);
            }

            await WaitOutAsync(client, TimeSpan.FromMinutes(1));
        }

        // The first of all is no second attempt.
        Assert.InRange(_attempts.Count, 4, 12);
        var pauses = _attempts.Zip(_attempts.Skip(1), (from, to) => to - from).ToList();
        for (var count = 0; count < pauses.Count; count++)
        {
            var longest = TimeSpan.FromMilliseconds(Math.Min(30_000, 500 * Math.Pow(2, count)));
            Assert.InRange(pauses[count], TimeSpan.FromMilliseconds(100), longest + (5 * Step));
        }

        Assert.True(pauses[^3..].Max() > 4 * pauses[..3].Max(), string.Join(", ", pauses));
    }

    [Theory]
    [InlineData(29, 500 * 64)]
    [InlineData(31, 500)]
    public async Task Only_a_connection_that_was_ready_for_30_seconds_makes_the_next_pause_short_again(int seconds, int longestMilliseconds)
    {
        // The longest pause that may be drawn.
        var client = TestClients.Create(
            [_listener.LocalEndpoint.Text()],
            new() { TimeProvider = _time, Heartbeat = HeartbeatSettings.None, Lot = () => 1, Backoff = new() { Longest = TimeSpan.FromMinutes(10) } },
            changed: change =>
            {
                if (change.State == ClientState.Connecting) _attempts.Add(Now);
            });
        await using var disposing = client;
        _ = client.StartAsync();
        for (var count = 0; count < 6; count++)
        {
            (await AcceptRegisteredAsync()).Dispose();
            await WaitOutAsync(client, TimeSpan.MaxValue);
        }

        var peer = await AcceptRegisteredAsync();
        await Eventually.IsTrue(() => client.State == ClientState.Ready);
        for (var left = TimeSpan.FromSeconds(seconds); left > TimeSpan.Zero; left -= Step) _time.Advance(Step);
        peer.Dispose();
        await Eventually.IsTrue(() => client.State == ClientState.Waiting);
        var lost = Now;
        await WaitOutAsync(client, TimeSpan.MaxValue);
        var pause = _attempts[^1] - lost;
        Assert.InRange(pause, TimeSpan.FromMilliseconds(longestMilliseconds), TimeSpan.FromMilliseconds(longestMilliseconds) + (5 * Step));
    }
}
