using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests;

internal static class Answers
{
    public static RegisterReply Registered { get; } = new() { ErrorCode = ErrorCode.Ok };

    public static RegisterReply Refused { get; } = new() { ErrorCode = ErrorCode.Error };

    public static GetDateTimeReply Time(string text) => new() { ErrorCode = ErrorCode.Ok, Text = text };

    public static UploadFileReply Uploaded { get; } = new() { ErrorCode = ErrorCode.Ok, Sha256 = new byte[32] };
}

/// <summary>A handler whose every member can be replaced.</summary>
internal sealed class TestHandler : DeviceLinkServerHandler
{
    public Func<Register, DeviceLinkContext, ValueTask<RegisterReply>> Registering { get; init; } = (_, _) => new(Answers.Registered);

    public Func<DeviceLinkContext, ValueTask<GetDateTimeReply>> GettingTime { get; init; } = _ => new(Answers.Time("now"));

    public Func<UploadFile, DeviceLinkContext, ValueTask<UploadFileReply>> Uploading { get; init; } = (_, _) => new(Answers.Uploaded);

    public Func<DeviceLinkContext, HeartbeatReply> Beating { get; init; } = _ => default;

    public List<DisconnectReason> Ends { get; } = [];

    public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context) => Registering(request, context);

    public override HeartbeatReply OnHeartbeat(Heartbeat request, DeviceLinkContext context) => Beating(context);

    public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context) => GettingTime(context);

    public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context) => Uploading(request, context);

    public Action<DeviceLinkPeer> Connecting { get; init; } = _ => { };

    public override void PeerConnected(DeviceLinkPeer peer) => Connecting(peer);

    public Action<DeviceLinkPeer> Draining { get; init; } = _ => { };

    public int EndCount
    {
        get
        {
            lock (Ends) return Ends.Count;
        }
    }

    public override void PeerDraining(DeviceLinkPeer peer) => Draining(peer);

    public override void PeerDisconnected(DeviceLinkPeer peer, DisconnectReason reason)
    {
        lock (Ends) Ends.Add(reason);
    }
}
