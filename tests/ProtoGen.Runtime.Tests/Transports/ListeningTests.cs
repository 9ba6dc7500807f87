using System.Net;
using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests.Transports;

public sealed class ListeningTests
{
    [Fact]
    public async Task Localhost_is_both_loopbacks_on_one_port()
    {
        if (!Socket.OSSupportsIPv6) return;
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://localhost:0");
        await server.StartAsync();
        var endpoints = server.Endpoints.Cast<IPEndPoint>().ToArray();
        Assert.Equal([IPAddress.Loopback, IPAddress.IPv6Loopback], endpoints.Select(endpoint => endpoint.Address));
        Assert.Single(endpoints.Select(endpoint => endpoint.Port).Distinct());
        foreach (var endpoint in endpoints)
        {
            await using var client = TestClients.Create([$"tcp://{endpoint}"]);
            await client.StartAsync().WaitAsync(Engine.Deadline);
        }
    }

    [Fact]
    public async Task A_name_is_listened_on_at_each_address_of_this_machine()
    {
        var addresses = (await Dns.GetHostAddressesAsync(Dns.GetHostName())).Distinct().ToArray();
        await using var server = new DeviceLinkServer(new TestHandler(), $"tcp://{Dns.GetHostName()}:0");
        await server.StartAsync();
        Assert.Equal(addresses.ToHashSet(), server.Endpoints.Cast<IPEndPoint>().Select(endpoint => endpoint.Address).ToHashSet());
    }

    [Fact]
    public async Task An_address_that_is_taken_is_an_error_and_the_others_are_freed()
    {
        if (!Socket.OSSupportsIPv6) return;
        var taken = new TcpListener(IPAddress.IPv6Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var server = new DeviceLinkServer(new TestHandler(), $"tcp://localhost:{port}");
        var exception = await Assert.ThrowsAsync<SocketException>(() => server.StartAsync());
        Assert.Equal(SocketError.AddressAlreadyInUse, exception.SocketErrorCode);
        Assert.Empty(server.Endpoints);

        taken.Stop();
        await server.StartAsync();
        Assert.Equal(2, server.Endpoints.Count);
    }

    [Fact]
    public async Task An_address_of_another_machine_is_an_error()
    {
        await using var server = new DeviceLinkServer(new TestHandler(), "tcp://192.0.2.1:0");
        var exception = await Assert.ThrowsAsync<SocketException>(() => server.StartAsync());
        Assert.Equal(SocketError.AddressNotAvailable, exception.SocketErrorCode);
        Assert.Contains("tcp://192.0.2.1:0", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_knows_no_other_schemes() => Assert.Throws<ArgumentException>(() => new DeviceLinkServer(new TestHandler(), "http://localhost:80"));

    [Fact]
    public async Task A_client_knows_other_schemes_only_if_it_can_connect_to_them()
    {
        await using var client = TestClients.Create(["serial:///dev/ttyS0"]);
        var exception = await Assert.ThrowsAsync<ArgumentException>(() => client.StartAsync());
        Assert.Contains("ClientOptions.Connect", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sockets_are_set_up_to_be_quick_and_to_notice_dead_peers()
    {
        using var listener = ProtoGen.Transports.TcpSockets.Listen(new(IPAddress.Loopback, 0), 1);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndPoint!);
        ProtoGen.Transports.TcpSockets.Configure(socket);
        Assert.True(socket.NoDelay);
        Assert.Equal(1, socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.Equal(60, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.Equal(10, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
        Assert.Equal(3, socket.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));
        if (!OperatingSystem.IsLinux()) return;
        var timeout = new byte[4];
        socket.GetRawSocketOption(6, 18, timeout);
        Assert.Equal(30_000, BitConverter.ToInt32(timeout));
    }
}
