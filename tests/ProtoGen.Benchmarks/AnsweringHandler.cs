using Samples.DeviceLink;

namespace ProtoGen.Benchmarks;

/// <summary>Answers at once, always the same.</summary>
/// <param name="looksUp">Whether a registration takes a moment, as that which asks a database does.</param>
internal sealed class AnsweringHandler(bool looksUp = false) : DeviceLinkServerHandler
{
    public static RegisterReply Registered { get; } = new() { ErrorCode = ErrorCode.Ok };

    public static GetDateTimeReply Time { get; } = new() { ErrorCode = ErrorCode.Ok, Text = "2026-11-23 12:00:00" };

    private static UploadFileReply Uploaded { get; } = new() { ErrorCode = ErrorCode.Ok, Sha256 = new byte[32] };

    public override ValueTask<RegisterReply> OnRegister(Register request, DeviceLinkContext context) => looksUp ? LookUpAsync() : new(Registered);

    public override ValueTask<GetDateTimeReply> OnGetDateTime(GetDateTime request, DeviceLinkContext context) => new(Time);

    public override ValueTask<UploadFileReply> OnUploadFile(UploadFile request, DeviceLinkContext context) => new(Uploaded);

    private static async ValueTask<RegisterReply> LookUpAsync()
    {
        await Task.Yield();
        return Registered;
    }
}
