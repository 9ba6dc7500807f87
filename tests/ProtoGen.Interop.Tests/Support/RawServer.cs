using System.Net;
using System.Net.Sockets;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests;

/// <summary>A listening socket whose connections the test answers by hand.</summary>
internal sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener;

    private RawServer(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Endpoint => $"tcp://127.0.0.1:{Port}";

    public static RawServer Start(int port = 0) => new(port);

    /// <summary>A loopback address where nobody listens at the moment.</summary>
    public static int FreePort()
    {
        using var server = Start();
        return server.Port;
    }

    public async Task<RawPeer> Accept()
    {
        using var deadline = new CancellationTokenSource(Deadline.Usual);
        return new RawPeer(await _listener.AcceptSocketAsync(deadline.Token));
    }

    /// <summary>Accepts a connection, requires a registration before anything else and accepts it, too.</summary>
    public async Task<RawPeer> AcceptRegistered(string imei = Frames.Imei)
    {
        var peer = await Accept();
        await peer.Expect(Frames.Register(imei));
        await peer.Send(Frames.RegisterReply);
        return peer;
    }

    /// <summary>The same for a client that this starts; returns once it is ready.</summary>
    public async Task<RawPeer> AcceptRegistered(DeviceLinkClient client)
    {
        var starting = client.StartAsync();
        var peer = await AcceptRegistered();
        await starting.InTime();
        return peer;
    }

    public void Dispose() => _listener.Dispose();
}
