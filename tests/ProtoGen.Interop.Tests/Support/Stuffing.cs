using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests;

/// <summary>Pushes to a peer that does not read.</summary>
internal static class Stuffing
{
    private static readonly TimeSpan ForGood = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Pushes until one has to wait for good. A queue that is full may be so for a moment only: the kernel takes some megabytes before it
    /// takes nothing more.
    /// </summary>
    /// <returns>The pushes that were sent, and the one that waits.</returns>
    public static async Task<(int Sent, Task Waiting)> Stuff(this DeviceLinkPeer device, Func<int, Notice> news, CancellationToken cancel = default)
    {
        for (var sent = 0; ; sent++)
        {
            var push = device.SendNoticeAsync(news(sent), cancel).AsTask();
            var enough = Task.Delay(ForGood, TimeProvider.System, CancellationToken.None);
            if (await Task.WhenAny(push, enough) != push && !push.IsCompleted) return (sent, push);
            await push;
        }
    }
}
