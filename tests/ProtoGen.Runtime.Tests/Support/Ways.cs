using System.IO.Pipes;
using ProtoGen.Testing;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests;

/// <summary>Every way from a client to a server, so that what must hold on all of them is said once.</summary>
public enum Way
{
    Tcp,
    Tls,
    MutualTls,
    Unix,
    Pipe,
    Memory,
    MemoryByteByByte,
    Epoll,
    EpollAndPool,
    EpollUnix,
    EpollTls,
}

/// <summary>A server and what a client needs to reach it one way.</summary>
internal sealed class Ways : IAsyncDisposable
{
    private static readonly TestAuthority s_authority = new();

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private Ways(Way way, DeviceLinkServerHandler handler, ServerOptions options)
    {
        if (IsEpoll(way)) options = options.Over(way == Way.EpollAndPool ? Over.EpollAndPool : Over.Epoll);
        var tls = way is Way.Tls or Way.MutualTls or Way.EpollTls;
        if (tls)
        {
            options = options with
            {
                Tls = new()
                {
                    Certificate = s_authority.Server(),
                    ClientCertificates = way == Way.MutualTls ? ClientCertificatePolicy.Required : ClientCertificatePolicy.NotRequested,
                    TrustedAuthorities = s_authority.Trust,
                },
            };
            ClientTls = new() { TrustedAuthorities = s_authority.Trust, TargetName = "localhost" };
            if (way == Way.MutualTls) ClientTls = ClientTls with { Certificate = s_authority.Client() };
        }

        string[] endpoints = way switch
        {
            Way.Tcp or Way.Epoll or Way.EpollAndPool => ["tcp://127.0.0.1:0"],
            Way.Tls or Way.MutualTls or Way.EpollTls => ["tls://127.0.0.1:0"],
            Way.Unix or Way.EpollUnix => [$"unix://{_path}"],
            _ => [],
        };
        Server = new DeviceLinkServer(handler, endpoints) { Options = options };
    }

    public static bool IsEpoll(Way way) => way >= Way.Epoll;

    public DeviceLinkServer Server { get; }

    public MemoryNetwork Network { get; } = new();

    public ClientTlsOptions? ClientTls { get; }

    public string Endpoint { get; private set; } = "";

    public static async Task<Ways> StartAsync(Way way, DeviceLinkServerHandler? handler = null, ServerOptions? options = null)
    {
        var ways = new Ways(way, handler ?? new TestHandler(), options ?? new());
        await ways.Server.StartAsync();
        ways.Endpoint = way switch
        {
            Way.Tcp or Way.Epoll or Way.EpollAndPool => $"tcp://{ways.Server.Endpoints[0]}",
            Way.Tls or Way.MutualTls or Way.EpollTls => $"tls://{ways.Server.Endpoints[0]}",
            Way.Unix or Way.EpollUnix => $"unix://{ways._path}",
            Way.Pipe => "pipe://device",
            _ => "memory://device",
        };
        ways.Network.Serve("memory://device", stream => ways.Server.ServeAsync(stream));
        if (way == Way.MemoryByteByByte) ways.Network.Connecting = link => link.ToServer.Chunks = link.ToClient.Chunks = () => 1;
        return ways;
    }

    public ClientOptions ClientOptions(ClientOptions? options = null) =>
        (options ?? TestClients.Quick) with { Tls = ClientTls, Connect = Endpoint.StartsWith("pipe") ? ConnectPipe : Network.ConnectAsync };

    public DeviceLinkClient Client(ClientOptions? options = null, DeviceLinkClientHandler? handler = null) =>
        TestClients.Create([Endpoint], ClientOptions(options), handler);

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    // A stream that can neither end one direction nor be reset.
    private async ValueTask<Stream> ConnectPipe(string endpoint, CancellationToken cancel)
    {
        var name = Path.GetRandomFileName();
        var server = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous);
        var client = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous);
        await Task.WhenAll(server.WaitForConnectionAsync(cancel), client.ConnectAsync(cancel));
        _ = Server.ServeAsync(server, cancel: CancellationToken.None);
        return client;
    }
}
