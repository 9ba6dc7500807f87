using Samples.DeviceLink;

namespace ProtoGen.LinkPeer;

/// <summary>A client that stays connected and tells what becomes of the connection.</summary>
internal sealed class CallingPeer : DeviceLinkClientHandler
{
    private int _notices;

    public static async Task Run(string endpoint, CancellationToken end)
    {
        var handler = new CallingPeer();
        await using var client = new DeviceLinkClient(endpoint)
        {
            Registration = () => new() { AppId = "peer", Imei = "1" },
            Handler = handler,
            Options = new()
            {
                Heartbeat = Beats.Client,
                // Under the second after which the kernel asks again: an attempt given up just when a healed link answers it is a reset.
                ConnectTimeout = TimeSpan.FromMilliseconds(700),
                Backoff = new() { First = TimeSpan.FromMilliseconds(200), Longest = TimeSpan.FromMilliseconds(400) },
            },
            StateChanged = change => Event.Write($"state {change.State} {change.Epoch} {change.Reason}"),
        };
        await client.StartAsync(end);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end);
    }

    public override ValueTask OnNotice(Notice message, DeviceLinkClient client)
    {
        if (_notices++ % 100 == 0) Event.Write($"notices {_notices}");
        return default;
    }
}
