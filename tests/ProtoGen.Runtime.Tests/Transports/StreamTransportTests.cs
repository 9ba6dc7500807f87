using System.IO.Pipes;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using ProtoGen.Heartbeats;
using ProtoGen.Testing;
using ProtoGen.Transports;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Transports;

public sealed class StreamTransportTests
{
    [Fact]
    public async Task Serving_a_stream_ends_with_its_connection_and_says_why()
    {
        await using var server = await StartAsync();
        var link = new MemoryLink();
        var served = server.ServeAsync(link.Server, new IPEndPoint(IPAddress.Loopback, 7));
        await link.Client.WriteAsync(Frames.Register());
        await Eventually.IsTrue(() => server.TryGetPeer("1", out _));
        Assert.True(server.TryGetPeer("1", out var peer));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 7), peer.RemoteEndPoint);
        await link.Client.DisposeAsync();
        Assert.Equal(DisconnectReason.PeerClosed, await served.WaitAsync(Engine.Deadline));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => link.Server.ReadAsync(new byte[1]).AsTask());
    }

    [Fact]
    public async Task Cancelling_closes_the_connection_in_order()
    {
        await using var server = await StartAsync();
        var link = new MemoryLink();
        using var cancel = new CancellationTokenSource();
        var served = server.ServeAsync(link.Server, cancel: cancel.Token);
        await Eventually.IsTrue(() => server.ConnectionCount == 1);
        await cancel.CancelAsync();
        Assert.Equal(0, await link.Client.ReadAsync(new byte[1]).AsTask().WaitAsync(Engine.Deadline));
        await link.Client.DisposeAsync();
        Assert.Equal(DisconnectReason.LocalClosed, await served.WaitAsync(Engine.Deadline));
        Assert.False(link.ToClient.IsReset);
    }

    [Fact]
    public async Task A_stream_that_waits_for_room_is_given_back_when_the_server_stops()
    {
        var server = await StartAsync(new() { MaxConnections = 1 });
        MemoryLink first = new(), second = new();
        var serving = server.ServeAsync(first.Server);
        await Eventually.IsTrue(() => server.ConnectionCount == 1);
        var waiting = server.ServeAsync(second.Server);
        await server.StopAsync(TimeSpan.Zero);
        Assert.Equal([DisconnectReason.ServerDraining, DisconnectReason.ServerDraining], await Task.WhenAll(serving, waiting).WaitAsync(Engine.Deadline));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => second.Server.ReadAsync(new byte[1]).AsTask());
        Assert.Equal(DisconnectReason.ServerDraining, await server.ServeAsync(new MemoryLink().Server));
    }

    [Fact]
    public async Task A_server_that_is_not_started_serves_no_stream()
    {
        await using var server = new DeviceLinkServer(new TestHandler());
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.ServeAsync(new MemoryLink().Server));
    }

    [Fact]
    public async Task A_reset_and_an_end_inside_a_frame_are_told_apart()
    {
        await using var server = await StartAsync();
        MemoryLink reset = new(), ended = new();
        var serving = new[] { server.ServeAsync(reset.Server), server.ServeAsync(ended.Server) };
        reset.ToServer.Inject(Frames.Register());
        ended.ToServer.Inject(Frames.Register().AsSpan(0, 20));
        await Eventually.IsTrue(() => reset.ToServer.Waiting == 0 && ended.ToServer.Waiting == 0 && server.TryGetPeer("1", out _));
        reset.Reset();
        ended.ToServer.End();
        ended.ToClient.End();
        Assert.Equal([DisconnectReason.PeerReset, DisconnectReason.TruncatedFrame], await Task.WhenAll(serving).WaitAsync(Engine.Deadline));
    }

    [Fact]
    public async Task A_stream_that_disposes_itself_is_a_transport_that_failed()
    {
        await using var server = await StartAsync();
        MemoryLink read = new(), written = new();
        var serving = server.ServeAsync(read.Server);
        await Eventually.IsTrue(() => server.ConnectionCount == 1);
        await read.Server.DisposeAsync();
        Assert.Equal(DisconnectReason.TransportError, await serving.WaitAsync(Engine.Deadline));

        var lost = new TaskCompletionSource<StateChange>();
        await using var client = TestClients.Create(
            ["serial://line"],
            TestClients.Quick with { Connect = (_, _) => new(written.Client) },
            changed: change =>
            {
                if (change.State == ClientState.Waiting) lost.TrySetResult(change);
            });
        serving = server.ServeAsync(written.Server);
        await client.StartAsync().WaitAsync(Engine.Deadline);
        await written.Client.DisposeAsync();
        var change = await lost.Task.WaitAsync(Engine.Deadline);
        Assert.Equal(DisconnectReason.TransportError, change.Reason);
        Assert.IsType<ObjectDisposedException>(change.Cause);
        await serving;
    }

    [Fact]
    public async Task An_abort_of_ours_resets_the_stream()
    {
        await using var server = await StartAsync();
        var link = new MemoryLink();
        var serving = server.ServeAsync(link.Server);
        await link.Client.WriteAsync(Frames.Register());
        await Eventually.IsTrue(() => server.TryGetPeer("1", out _));
        Assert.True(server.TryGetPeer("1", out var peer));
        peer.Abort();
        await serving.WaitAsync(Engine.Deadline);
        var exception = await Assert.ThrowsAsync<IOException>(() => link.Client.ReadAsync(new byte[1]).AsTask());
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(exception.InnerException).SocketErrorCode);
    }

    [Fact]
    public async Task After_our_end_we_linger_for_the_peers_but_not_for_ever()
    {
        var time = new FakeTimeProvider();
        await using var server = await StartAsync(new() { TimeProvider = time });
        var link = new MemoryLink(time);
        var serving = server.ServeAsync(link.Server);
        await link.Client.WriteAsync(Frames.Register());
        await Eventually.IsTrue(() => server.TryGetPeer("1", out _));
        Assert.True(server.TryGetPeer("1", out var peer));
        peer.Close();
        await Eventually.IsTrue(() => link.ToClient.IsEnded);
        // Late words are read and dropped: the peer may still be sending.
        await link.Client.WriteAsync(Frames.Heartbeat);
        await Eventually.IsTrue(() => link.ToServer.Waiting == 0);
        time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(serving.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await serving.WaitAsync(Engine.Deadline);
    }

    [Fact]
    public async Task A_writer_that_is_not_read_from_is_ended_by_the_write_timeout_and_slow_progress_is_none()
    {
        var time = new FakeTimeProvider();
        await using var server = await StartAsync(new()
        {
            TimeProvider = time,
            Heartbeat = ProtoGen.Connections.HeartbeatSettings.None,
            Limits = new() { WriteTimeout = TimeSpan.FromSeconds(10) },
        });
        var link = new MemoryLink(time);
        link.ToClient.Capacity = 1000;
        var serving = server.ServeAsync(link.Server);
        await link.Client.WriteAsync(Frames.Register());
        await Eventually.IsTrue(() => server.TryGetPeer("1", out _));
        Assert.True(server.TryGetPeer("1", out var peer));
        Assert.Equal(SendResult.Sent, peer.TrySendNotice(new() { Level = 1, Text = new('x', 20_000) }));
        // 4096 bytes within ten seconds are progress; a reader of 600 bytes a second makes it.
        var buffer = new byte[600];
        for (var second = 0; second < 20; second++)
        {
            await Eventually.IsTrue(() => link.ToClient.Waiting >= 600);
            for (var count = 0; count < 600;) count += await link.Client.ReadAsync(buffer.AsMemory(count));
            Advance(time, TimeSpan.FromSeconds(1));
        }

        Assert.False(serving.IsCompleted);
        Advance(time, TimeSpan.FromSeconds(11));
        Assert.Equal(DisconnectReason.WriteTimeout, await serving.WaitAsync(Engine.Deadline));
    }

    [Fact]
    public async Task An_idle_connection_rents_no_buffer_where_the_stream_can_wait_without()
    {
        await using var server = await StartAsync();
        var (client, accepted) = await ConnectAsync();
        using var _ = client;
        var recorder = new ReadRecorder(accepted);
        var serving = server.ServeAsync(recorder);
        await client.SendAsync(Frames.Register());
        await client.ReceiveAsync(1);
        await Eventually.IsTrue(() => recorder.Pending == 0);
        await client.SendAsync(Frames.GetDateTime);
        await client.ReceiveAsync(1);
        await Eventually.IsTrue(() => recorder.Pending == 0);
        client.Dispose();
        await serving.WaitAsync(Engine.Deadline);
    }

    [Fact]
    public async Task An_idle_connection_over_TLS_rents_no_buffer_either()
    {
        var authority = new TestAuthority();
        await using var server = await StartAsync();
        using var listener = TcpSockets.Listen(new(IPAddress.Loopback, 0), 1);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(((IPEndPoint)listener.LocalEndPoint!).Address, ((IPEndPoint)listener.LocalEndPoint).Port);
        var recorder = new ReadRecorder(new NetworkStream(await listener.AcceptAsync(), ownsSocket: true));
        await using var client = new SslStream(tcp.GetStream(), false, (_, certificate, _, _) => certificate is not null);
        var secured = new SslStream(recorder);
        await Task.WhenAll(secured.AuthenticateAsServerAsync(authority.Server()), client.AuthenticateAsClientAsync("localhost")).WaitAsync(Engine.Deadline);
        var serving = server.ServeAsync(secured);
        for (var round = 0; round < 3; round++)
        {
            await Eventually.IsTrue(() => recorder.Pending == 0);
            await client.WriteAsync(Frames.Heartbeat);
            await client.ReadExactlyAsync(new byte[6]).AsTask().WaitAsync(Engine.Deadline);
        }

        tcp.Close();
        await serving.WaitAsync(Engine.Deadline);
    }

    [Fact]
    public async Task A_client_opens_its_stream_again_only_when_the_one_before_is_closed()
    {
        await using var server = await StartAsync();
        int open = 0, most = 0;
        await using var client = TestClients.Create(["serial://port"], TestClients.Quick with
        {
            Connect = async (endpoint, cancel) =>
            {
                Assert.Equal("serial://port", endpoint);
                most = Math.Max(most, Interlocked.Increment(ref open));
                var name = Path.GetRandomFileName();
                var pipe = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
                var client = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
                await Task.WhenAll(pipe.WaitForConnectionAsync(cancel), client.ConnectAsync(cancel));
                _ = server.ServeAsync(pipe, cancel: CancellationToken.None);
                return new SlowToClose(client, () => Interlocked.Decrement(ref open));
            },
        });
        for (var round = 0; round < 3; round++)
        {
            await client.StartAsync().WaitAsync(Engine.Deadline);
            await Eventually.IsTrue(() => server.TryGetPeer("1", out var _));
            Assert.True(server.TryGetPeer("1", out var peer));
            var ended = client.Counters.EndedBy(DisconnectReason.PeerClosed);
            peer.Close();
            await Eventually.IsTrue(() => client.Counters.EndedBy(DisconnectReason.PeerClosed) > ended);
        }

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_connect_function_that_throws_is_a_failed_attempt()
    {
        await using var server = await StartAsync();
        var network = new MemoryNetwork();
        var tries = 0;
        network.Serve("memory://server", stream => server.ServeAsync(stream));
        await using var client = TestClients.Create(["memory://server"], TestClients.Quick with
        {
            Connect = (endpoint, cancel) => ++tries < 3 ? throw new UnauthorizedAccessException("no such port") : network.ConnectAsync(endpoint, cancel),
        });
        await client.StartAsync().WaitAsync(Engine.Deadline);
        Assert.Equal(3, tries);
    }

    private static async Task<DeviceLinkServer> StartAsync(ServerOptions? options = null)
    {
        var server = new DeviceLinkServer(new TestHandler()) { Options = options ?? new() };
        await server.StartAsync();
        return server;
    }

    private static async Task<(RawClient Client, Stream Accepted)> ConnectAsync()
    {
        using var listener = TcpSockets.Listen(new(IPAddress.Loopback, 0), 1);
        var client = await RawClient.ConnectAsync(listener.LocalEndPoint!);
        return (client, new NetworkStream(await listener.AcceptAsync(), ownsSocket: true));
    }

    private static void Advance(FakeTimeProvider time, TimeSpan span)
    {
        for (var left = span; left > TimeSpan.Zero; left -= TimerWheel.Tick) time.Advance(TimerWheel.Tick);
    }
}
