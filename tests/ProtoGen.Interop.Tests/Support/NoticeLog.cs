using System.Threading.Channels;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests;

/// <summary>A client's handler that keeps the news.</summary>
internal sealed class NoticeLog : DeviceLinkClientHandler
{
    public Channel<Notice> Received { get; } = Channel.CreateUnbounded<Notice>();

    public override ValueTask OnNotice(Notice message, DeviceLinkClient client)
    {
        Received.Writer.TryWrite(message);
        return default;
    }
}
