using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using ProtoGen.Testing;

namespace ProtoGen.Runtime.Tests.Transports;

public sealed class MemoryLinkTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Bytes_come_in_the_chunks_that_were_chosen()
    {
        var link = new MemoryLink(_time);
        var sizes = new Queue<int>([1, 3, 2]);
        link.ToServer.Chunks = () => sizes.TryDequeue(out var size) ? size : 100;
        await link.Client.WriteAsync(new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 });
        Assert.Equal([1], await ReadAsync(link.Server));
        Assert.Equal([2, 3, 4], await ReadAsync(link.Server));
        Assert.Equal([5, 6], await ReadAsync(link.Server));
        Assert.Equal([7, 8], await ReadAsync(link.Server));
    }

    [Fact]
    public async Task A_pause_lasts_as_long_as_the_clock_says()
    {
        var link = new MemoryLink(_time);
        link.ToClient.Chunks = () => 1;
        link.ToClient.Pause = TimeSpan.FromSeconds(5);
        await link.Server.WriteAsync(new byte[] { 1, 2 });
        Assert.Equal([1], await ReadAsync(link.Client));
        var next = ReadAsync(link.Client);
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal([2], await next.WaitAsync(Engine.Deadline));
    }

    [Fact]
    public async Task What_is_held_is_read_together_afterwards()
    {
        var link = new MemoryLink(_time);
        link.ToServer.IsHeld = true;
        var read = ReadAsync(link.Server);
        await link.Client.WriteAsync(new byte[] { 1 });
        await link.Client.WriteAsync(new byte[] { 2 });
        Assert.False(read.IsCompleted);
        link.ToServer.IsHeld = false;
        Assert.Equal([1, 2], await read.WaitAsync(Engine.Deadline));
    }

    [Fact]
    public async Task An_end_comes_after_the_bytes_and_leaves_the_other_direction_open()
    {
        var link = new MemoryLink(_time);
        await link.Client.WriteAsync(new byte[] { 1 });
        link.ToServer.End();
        Assert.Equal([1], await ReadAsync(link.Server));
        Assert.Empty(await ReadAsync(link.Server));
        await link.Server.WriteAsync(new byte[] { 2 });
        Assert.Equal([2], await ReadAsync(link.Client));
        await Assert.ThrowsAsync<IOException>(() => link.Client.WriteAsync(new byte[] { 3 }).AsTask());
    }

    [Fact]
    public async Task A_reset_fails_both_sides_and_drops_what_was_not_read()
    {
        var link = new MemoryLink(_time);
        await link.Client.WriteAsync(new byte[] { 1 });
        var reading = ReadAsync(link.Client);
        link.Reset();
        foreach (var failing in new[] { ReadAsync(link.Server), reading, link.Client.WriteAsync(new byte[] { 2 }).AsTask() })
        {
            var exception = await Assert.ThrowsAsync<IOException>(() => failing.WaitAsync(Engine.Deadline));
            Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(exception.InnerException).SocketErrorCode);
        }
    }

    [Fact]
    public async Task Nobody_learns_of_a_cut()
    {
        var link = new MemoryLink(_time);
        link.Cut();
        var reading = ReadAsync(link.Server);
        await link.Client.WriteAsync(new byte[1 << 20]);
        link.Client.Dispose();
        Assert.False(reading.IsCompleted);
    }

    [Fact]
    public async Task A_full_direction_makes_its_writer_wait()
    {
        var link = new MemoryLink(_time);
        link.ToServer.Capacity = 2;
        var write = link.Client.WriteAsync(new byte[] { 1, 2, 3 }).AsTask();
        Assert.False(write.IsCompleted);
        Assert.Equal([1, 2], await ReadAsync(link.Server));
        await write.WaitAsync(Engine.Deadline);
        Assert.Equal([3], await ReadAsync(link.Server));
    }

    [Fact]
    public async Task An_empty_read_waits_for_bytes_and_takes_none()
    {
        var link = new MemoryLink(_time);
        var read = link.Server.ReadAsync(Memory<byte>.Empty).AsTask();
        Assert.False(read.IsCompleted);
        await link.Client.WriteAsync(new byte[] { 1 });
        Assert.Equal(0, await read.WaitAsync(Engine.Deadline));
        Assert.Equal([1], await ReadAsync(link.Server));
    }

    [Fact]
    public async Task A_cut_cable_is_found_by_the_heartbeat_within_its_bound()
    {
        var network = new MemoryNetwork(_time);
        var heartbeat = new ProtoGen.Connections.HeartbeatSettings
        {
            Roles = ProtoGen.Connections.HeartbeatRoles.Prober,
            Interval = TimeSpan.FromSeconds(3),
            AckTimeout = TimeSpan.FromSeconds(1),
            Timeout = TimeSpan.FromSeconds(9),
        };
        await using var server = new Samples.DeviceLink.DeviceLinkServer(new TestHandler()) { Options = new() { TimeProvider = _time } };
        await server.StartAsync();
        network.Serve("memory://server", stream => server.ServeAsync(stream));
        await using var client = TestClients.Create(
            ["memory://server"], TestClients.Quick with { Connect = network.ConnectAsync, TimeProvider = _time, Heartbeat = heartbeat });
        await client.StartAsync().WaitAsync(Engine.Deadline);
        network.Refuse("memory://server");
        network.Links[0].Cut();
        for (var tick = 0; tick < 45 && client.Counters.EndedBy(DisconnectReason.HeartbeatTimeout) == 0; tick++)
        {
            _time.Advance(ProtoGen.Heartbeats.TimerWheel.Tick);
        }

        Assert.Equal(1, client.Counters.EndedBy(DisconnectReason.HeartbeatTimeout));
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        var buffer = new byte[64];
        return buffer[..await stream.ReadAsync(buffer)];
    }
}
