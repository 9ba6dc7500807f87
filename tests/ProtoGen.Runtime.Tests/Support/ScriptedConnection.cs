using ProtoGen.Connections;
using ProtoGen.Framing;
using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests;

/// <summary>Both roles of the protocol in one, for what DeviceLink itself has no message for: it asks UploadFile of its peer.</summary>
internal sealed class ScriptedConnection(ConnectionSetup setup) : ProtocolConnection<DeviceLinkFraming, NoHeader>(setup)
{
    public Func<ScriptedConnection, ValueTask<GetDateTimeReply>> OnGetDateTime { get; init; } = _ => new(Answers.Time("now"));

    public Func<Notice, ValueTask> OnNotice { get; init; } = _ => default;

    /// <summary>Takes message 2 for the reply that a client gets.</summary>
    public bool AnswersTime { get; init; }

    public bool MustRegister { get; init; }

    /// <summary>Called when it has said its farewell, a heartbeat; null for a protocol without one.</summary>
    public Action? Farewell { get; init; }

    public List<DisconnectReason> Ends { get; } = [];

    public ValueTask<UploadFileReply> UploadAsync(TimeSpan timeout, CancellationToken cancel = default) =>
        RequestAsync<UploadFile, UploadFileReply>(new() { Name = "f", Content = [1] }, timeout, cancel);

    protected override bool RequiresRegistration => MustRegister;

    protected override bool IsAllowedUnregistered(long key) => key is Register.Wire.Id;

    protected override bool IsImmediate(long key) => key is UploadFileReply.Wire.Id or Heartbeat.Wire.Id;

    protected override void OnDisconnected(DisconnectReason reason) => Ends.Add(reason);

    protected override void SayFarewell()
    {
        if (Farewell is not { } said) return;
        SayFarewell(default(Heartbeat));
        said();
    }

    protected override void SendHeartbeat() => SendHeartbeat(default(Heartbeat));

    protected override DispatchResult Dispatch(in ReceivedFrame<NoHeader> frame)
    {
        switch (frame.Key)
        {
            case Register.Wire.Id:
                return AnswerRegistration(in frame, new ValueTask<RegisterReply>(new RegisterReply { ErrorCode = ErrorCode.Ok }), _ => true);
            case Heartbeat.Wire.Id:
                return Answer(in frame, new HeartbeatReply { ErrorCode = ErrorCode.Ok });
            case GetDateTimeReply.Wire.Id when AnswersTime:
                return Complete(in frame);
            case GetDateTime.Wire.Id:
                BeforeHandler();
                return Answer(in frame, OnGetDateTime(this));
            case Notice.Wire.Id:
                if (!Notice.TryDecode(frame.Body, out var notice, out var error)) return Refuse(in error);
                BeforeHandler();
                return Finish(OnNotice(notice));
            case UploadFileReply.Wire.Id:
                return Complete(in frame);
            default:
                return Unknown(in frame);
        }
    }
}
