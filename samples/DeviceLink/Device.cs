using System.Globalization;
using System.Security.Cryptography;
using ProtoGen;

namespace Samples.DeviceLink;

/// <summary>The server's view of one device: its fields are the connection's state. A message added to the schema is a compile error here until it is answered.</summary>
internal sealed class Device(DeviceLinkPeer peer, string server, Narrator narrator) : DeviceLinkServerHandler
{
    private string _name = $"{peer.RemoteEndPoint}";

    public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context)
    {
        _name = request.Imei;
        narrator.Say(server, $"device {_name} registered for application {request.AppId}");
        return new(new RegisterReply { ErrorCode = ErrorCode.Ok });
    }

    public override HeartbeatReply OnHeartbeat(Heartbeat request, DeviceLinkContext context)
    {
        narrator.Say(server, $"heartbeat of {_name}, answered");
        return new HeartbeatReply { ErrorCode = ErrorCode.Ok };
    }

    public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context)
    {
        var now = TimeProvider.System.GetLocalNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        narrator.Say(server, $"{_name} asks for the time: {now}");
        return new(new GetDateTimeReply { ErrorCode = ErrorCode.Ok, Text = now });
    }

    public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context)
    {
        narrator.Say(server, $"{_name} uploads {request.Name}, {request.Content.Count:N0} bytes");
        return new(new UploadFileReply { ErrorCode = ErrorCode.Ok, Sha256 = SHA256.HashData(request.Content.Span) });
    }

    public override void PeerConnected(DeviceLinkPeer peer) => narrator.Say(server, $"{peer.RemoteEndPoint} connected");

    public override void PeerDisconnected(DeviceLinkPeer peer, DisconnectReason reason) => narrator.Say(server, $"{_name} disconnected: {reason}");
}
