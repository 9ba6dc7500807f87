using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ProtoGen;
using Samples.DeviceLink;

namespace Samples.DeviceLinkService;

/// <summary>The server's view of one device. Log lines have the connection and the device as values of their own.</summary>
internal sealed partial class Device(DeviceLinkPeer peer, ILogger<Device> logger) : DeviceLinkServerHandler
{
    private string _imei = "unknown";

    public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context)
    {
        _imei = request.Imei;
        Registered(peer.Id, request.AppId, _imei);
        return new(new RegisterReply { ErrorCode = ErrorCode.Ok });
    }

    public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context) =>
        new(new GetDateTimeReply { ErrorCode = ErrorCode.Ok, Text = $"{TimeProvider.System.GetLocalNow():yyyy-MM-dd HH:mm:ss}" });

    public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context)
    {
        Uploaded(peer.Id, _imei, request.Name, request.Content.Count);
        return new(new UploadFileReply { ErrorCode = ErrorCode.Ok, Sha256 = SHA256.HashData(request.Content.Span) });
    }

    public override void PeerDisconnected(DeviceLinkPeer peer, DisconnectReason reason) => Gone(peer.Id, _imei, reason);

    [LoggerMessage(1, LogLevel.Information, "Connection {Connection}: device {Imei} of application {Application} registered")]
    private partial void Registered(long connection, string application, string imei);

    [LoggerMessage(2, LogLevel.Information, "Connection {Connection}: device {Imei} uploaded {Name}, {Bytes} bytes")]
    private partial void Uploaded(long connection, string imei, string name, int bytes);

    [LoggerMessage(3, LogLevel.Information, "Connection {Connection}: device {Imei} is gone: {Reason}")]
    private partial void Gone(long connection, string imei, DisconnectReason reason);
}
