using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests;

/// <summary>A server of the schema on a loopback port.</summary>
internal static class TestServer
{
    public static readonly ServerOptions Usual = new() { DrainTimeout = TimeSpan.FromSeconds(1) };

    public static Task<DeviceLinkServer> Start(DeviceLinkServerHandler handler, int port = 0) => Start(handler, Usual, port);

    public static async Task<DeviceLinkServer> Start(DeviceLinkServerHandler handler, ServerOptions options, int port = 0)
    {
        var server = new DeviceLinkServer(handler, $"tcp://127.0.0.1:{port}") { Options = options };
        await server.StartAsync().InTime();
        return server;
    }

    public static Task<DeviceLinkServer> Start(Over over, DeviceLinkServerHandler handler) => Start(handler, Usual.Over(over));

    public static Task<DeviceLinkServer> Start(Over over, DeviceLinkServerHandler handler, ServerOptions options) => Start(handler, options.Over(over));

    public static Task<RawPeer> Connect(this DeviceLinkServer server) => RawPeer.Connect(server.Endpoints[0]);

    public static async Task<RawPeer> ConnectRegistered(this DeviceLinkServer server, string imei = Frames.Imei)
    {
        var peer = await server.Connect();
        await peer.Send(Frames.Register(imei));
        await peer.Expect(Frames.RegisterReply);
        return peer;
    }
}
