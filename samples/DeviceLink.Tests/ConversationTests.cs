using ProtoGen;
using ProtoGen.Testing;

namespace Samples.DeviceLink.Tests;

/// <summary>Server and client talk without a network: what arrives, in which pieces, and when it breaks off is the test's to say.</summary>
public class ConversationTests
{
    private const string Endpoint = "memory://server";

    [Fact]
    public async Task A_device_registers_asks_for_the_time_and_goes_on_after_its_connection_broke()
    {
        var network = new MemoryNetwork { Connecting = link => link.ToServer.Chunks = link.ToClient.Chunks = () => 1 };   // a byte at a time
        await using var server = new DeviceLinkServer(peer => new Office());
        await server.StartAsync();
        network.Serve(Endpoint, stream => server.ServeAsync(stream));
        using var ready = new SemaphoreSlim(0);
        await using var client = new DeviceLinkClient(Endpoint)
        {
            Registration = () => new() { AppId = "996da38d-a7be-4947-aa4c-f8208b5f4ade", Imei = "869858030720693" },
            Options = new() { Connect = network.ConnectAsync },
            StateChanged = change =>
            {
                if (change.State == ClientState.Ready) ready.Release();
            },
        };

        Assert.Equal("2026-11-22 20:00:00", (await client.GetDateTimeAsync()).Text);
        await ready.WaitAsync();
        network.Links[0].Reset();
        await ready.WaitAsync();
        Assert.Equal("2026-11-22 20:00:00", (await client.GetDateTimeAsync()).Text);

        Assert.Equal(2, network.Links.Count);
        Assert.Equal(["869858030720693", "869858030720693"], Office.Registered);
    }

    private sealed class Office : DeviceLinkServerHandler
    {
        public static List<string> Registered { get; } = [];

        public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context)
        {
            Registered.Add(request.Imei);
            return new(new RegisterReply { ErrorCode = ErrorCode.Ok });
        }

        public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context) =>
            new(new GetDateTimeReply { ErrorCode = ErrorCode.Ok, Text = "2026-11-22 20:00:00" });

        public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context) =>
            new(new UploadFileReply { ErrorCode = ErrorCode.Error, Sha256 = new byte[32] });
    }
}
