using System.Security.Cryptography;
using System.Text;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests.Server;

/// <summary>A server whose handler reads the messages in place.</summary>
public class ViewHandlerTests
{
    [Fact]
    public async Task Every_message_is_answered_as_by_a_handler_of_records()
    {
        await using var server = DeviceLinkServer.WithViews(_ => new Views(), "tcp://127.0.0.1:0");
        await server.StartAsync().InTime();
        using var peer = await server.ConnectRegistered();
        var content = new byte[] { 1, 2, 3 };

        await peer.Send(Frames.Heartbeat, Frames.GetDateTime, Frames.Frame(4, [1, (byte)'x', .. Frames.Hex("00000003"), .. content]));

        await peer.Expect(Frames.HeartbeatReply, Frames.DateTimeReply(), Frames.Frame(4, [0, .. SHA256.HashData(content)]));
        Assert.True(server.TryGetPeer(Frames.Imei, out _));
    }

    [Fact]
    public async Task A_registration_whose_key_is_not_text_closes_the_connection()
    {
        await using var server = DeviceLinkServer.WithViews(_ => new Views(), "tcp://127.0.0.1:0");
        await server.StartAsync().InTime();
        using var peer = await server.Connect();

        await peer.Send(Frames.Frame(0, [.. Encoding.ASCII.GetBytes(Frames.AppId), .. Enumerable.Repeat((byte)0xff, 15)]));

        await peer.ReadEnd();
    }

    private readonly struct Views : IDeviceLinkServerViews
    {
        public ValueTask<RegisterReply> OnRegister(Register.View request, DeviceLinkContext context) => new(new RegisterReply
        {
            ErrorCode = request.AppId.SequenceEqual(Encoding.ASCII.GetBytes(Frames.AppId)) ? ErrorCode.Ok : ErrorCode.Error,
        });

        public ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime.View request, DeviceLinkContext context) =>
            new(new GetDateTimeReply { ErrorCode = ErrorCode.Ok, Text = Frames.Date });

        public ValueTask<UploadFileReply> OnUploadFile(UploadFile.View request, DeviceLinkContext context) =>
            new(new UploadFileReply { ErrorCode = ErrorCode.Ok, Sha256 = SHA256.HashData(request.Content) });

        public HeartbeatReply OnHeartbeat(Heartbeat.View request, DeviceLinkContext context) => default;
    }
}
