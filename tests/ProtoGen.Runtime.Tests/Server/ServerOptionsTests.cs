using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Server;

public sealed class ServerOptionsTests
{
    public static TheoryData<string, ServerOptions> Wrong()
    {
        var none = TimeSpan.Zero;
        var negative = TimeSpan.FromMilliseconds(-1);
        ServerOptions With(ConnectionLimits limits) => new() { Limits = limits };
        return new()
        {
            { "ServerOptions.MaxConnections is 0; it must be 1 or more.", new() { MaxConnections = 0 } },
            { "ServerOptions.MaxConnectionsPerAddress is 0; it must be 1 or more.", new() { MaxConnectionsPerAddress = 0 } },
            { "ServerOptions.MaxPendingHandshakes is -1; it must be 1 or more.", new() { MaxPendingHandshakes = -1 } },
            { "ServerOptions.Transport is 9; it must be one of Portable, Epoll.", new() { Transport = (ServerTransport)9 } },
            { "ServerOptions.EventLoops is 0; it must be 1 or more.", new() { Transport = ServerTransport.Epoll, EventLoops = 0 } },
            { "ServerOptions.EventLoops is set, but ServerOptions.Transport is Portable", new() { EventLoops = 2 } },
            { "ServerOptions.HandlersOnPool is set, but ServerOptions.Transport is Portable", new() { HandlersOnPool = true } },
            { "ServerOptions.AcceptBacklog is 0; it must be 1 or more.", new() { AcceptBacklog = 0 } },
            { "ServerOptions.Limits is null", new() { Limits = null! } },
            { "ServerOptions.TimeProvider is null", new() { TimeProvider = null! } },
            { "ServerOptions.DuplicateSessions is 7; it must be one of TakeOver, Reject.", new() { DuplicateSessions = (DuplicateSessions)7 } },
            { "ServerOptions.DrainTimeout is -00:00:00.0010000; it must be zero or more.", new() { DrainTimeout = negative } },
            { "ServerOptions.UnreadyTime is", new() { UnreadyTime = negative } },
            { "ServerOptions.DrainSpread is", new() { DrainSpread = negative } },
            { "ConnectionLimits.MaxFrameBytes is 0", With(new() { MaxFrameBytes = 0 }) },
            { "ConnectionLimits.BacklogBytes is 0", With(new() { BacklogBytes = 0 }) },
            { "ConnectionLimits.BacklogHardBytes is 1; it must not be below BacklogBytes, which is 262144.", With(new() { BacklogHardBytes = 1 }) },
            { "ConnectionLimits.SendLowWatermarkBytes is 0", With(new() { SendLowWatermarkBytes = 0 }) },
            { "ConnectionLimits.SendHighWatermarkBytes is 1; it must not be below SendLowWatermarkBytes", With(new() { SendHighWatermarkBytes = 1 }) },
            { "ConnectionLimits.SendCapBytes is 1; it must not be below SendHighWatermarkBytes", With(new() { SendCapBytes = 1 }) },
            { "ConnectionLimits.WriteTimeout is 00:00:00; it must be above zero", With(new() { WriteTimeout = none }) },
            { "ConnectionLimits.FrameTimeout is", With(new() { FrameTimeout = none }) },
            { "ConnectionLimits.MinFrameBytesPerSecond is 0", With(new() { MinFrameBytesPerSecond = 0 }) },
            { "ConnectionLimits.HandshakeTimeout is", With(new() { HandshakeTimeout = Timeout.InfiniteTimeSpan }) },
            { "ConnectionLimits.RequestTimeout is", With(new() { RequestTimeout = none }) },
            { "ConnectionLimits.LostReplyTimeout is", With(new() { LostReplyTimeout = none }) },
            { "ConnectionLimits.MaxPendingHandlers is 0", With(new() { MaxPendingHandlers = 0 }) },
            { "ConnectionLimits.MaxPendingRequests is 0", With(new() { MaxPendingRequests = 0 }) },
        };
    }

    [Fact]
    public void Epoll_is_refused_where_there_is_none()
    {
        var exception = Assert.Throws<ArgumentException>(() => new ServerOptions { Transport = ServerTransport.Epoll }.CheckTransport(isLinux: false));
        Assert.Equal("ServerOptions.Transport is Epoll, which exists on Linux only; use Portable on other systems.", exception.Message);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_option_out_of_its_range_is_named_when_the_server_starts(string message, ServerOptions options)
    {
        var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = options };

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => server.StartAsync());

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.Empty(server.Endpoints);
        await server.StopAsync(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_time_without_end_is_allowed()
    {
        var never = TimeSpan.MaxValue;
        var limits = new ConnectionLimits { WriteTimeout = never, FrameTimeout = never, HandshakeTimeout = never, RequestTimeout = never, LostReplyTimeout = never };
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://127.0.0.1:0") { Options = new() { Limits = limits, DrainTimeout = never } };
        await server.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Endpoints[0]);
        await client.SendAsync(Frames.Heartbeat);
        await client.ReceiveAsync(1);
    }
}
