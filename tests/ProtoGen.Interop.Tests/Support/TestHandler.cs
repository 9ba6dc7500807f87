using System.Security.Cryptography;
using System.Threading.Channels;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests;

/// <summary>A server's handler, shared by all connections: says yes to everything and remembers it.</summary>
internal class TestHandler : DeviceLinkServerHandler
{
    public Channel<Register> Registered { get; } = Channel.CreateUnbounded<Register>();

    public Channel<DisconnectReason> Disconnected { get; } = Channel.CreateUnbounded<DisconnectReason>();

    public Channel<string> Uploaded { get; } = Channel.CreateUnbounded<string>();

    public static GetDateTimeReply Time(string text) => new() { ErrorCode = ErrorCode.Ok, Text = text };

    public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context)
    {
        Registered.Writer.TryWrite(request);
        return new(new RegisterReply { ErrorCode = ErrorCode.Ok });
    }

    public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context) => new(Time(Frames.Date));

    public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context)
    {
        Uploaded.Writer.TryWrite(request.Name);
        return new(new UploadFileReply { ErrorCode = ErrorCode.Ok, Sha256 = SHA256.HashData(request.Content.Span) });
    }

    public override void PeerDisconnected(DeviceLinkPeer peer, DisconnectReason reason) => Disconnected.Writer.TryWrite(reason);
}

/// <summary>Answers each question about the time when the test says what to answer.</summary>
internal sealed class SlowHandler : TestHandler
{
    /// <summary>Holds one entry for each question that came.</summary>
    public Channel<TaskCompletionSource<GetDateTimeReply>> Asked { get; } = Channel.CreateUnbounded<TaskCompletionSource<GetDateTimeReply>>();

    public override async ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context)
    {
        var answer = new TaskCompletionSource<GetDateTimeReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        Asked.Writer.TryWrite(answer);
        return await answer.Task;
    }
}

/// <summary>Answers the first question with 0, the next with 1, and so on.</summary>
internal sealed class CountingHandler : TestHandler
{
    private int _count;

    public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context) => new(Time($"{_count++}"));
}
