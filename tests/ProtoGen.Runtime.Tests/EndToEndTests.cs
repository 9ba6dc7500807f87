using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests;

public sealed class EndToEndTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_client_registers_asks_and_hears()
    {
        await using var server = new DeviceLinkServer(peer => new EchoDevice(peer), "tcp://127.0.0.1:0");
        await server.StartAsync();
        await using var client = new DeviceLinkClient($"tcp://{server.Endpoints[0]}")
        {
            Registration = () => new() { AppId = "a", Imei = "1" },
        };
        await client.StartAsync().WaitAsync(Deadline);
        Assert.Equal(ClientState.Ready, client.State);

        var now = await client.GetDateTimeAsync().AsTask().WaitAsync(Deadline);
        Assert.Equal("2026-11-22 20:00:00", now.Text);

        await using var notices = client.Notices().GetAsyncEnumerator();
        var next = notices.MoveNextAsync();
        Assert.True(server.TryGetPeer("1", out var peer));
        Assert.Equal(SendResult.Sent, peer.TrySendNotice(new() { Level = 1, Text = "hello" }));
        Assert.True(await next.AsTask().WaitAsync(Deadline));
        Assert.Equal("hello", notices.Current.Text);
    }

    private sealed class EchoDevice(DeviceLinkPeer peer) : DeviceLinkServerHandler
    {
        public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context) =>
            new(new RegisterReply { ErrorCode = ErrorCode.Ok });

        public override async ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context)
        {
            await Task.Yield();
            return new() { ErrorCode = ErrorCode.Ok, Text = "2026-11-22 20:00:00" };
        }

        public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context)
        {
            peer.TrySendNotice(new() { Level = 0, Text = request.Name });
            return new(new UploadFileReply { ErrorCode = ErrorCode.Ok, Sha256 = new byte[32] });
        }
    }
}
