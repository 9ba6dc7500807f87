using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.LinkPeer;

/// <summary>The schema's heartbeat, quicker: a test that waits for three timeouts shall not take a minute.</summary>
internal static class Beats
{
    public static HeartbeatSettings Server { get; } = Quicken(DeviceLinkProtocol.ServerHeartbeat);

    public static HeartbeatSettings Client { get; } = Quicken(DeviceLinkProtocol.ClientHeartbeat);

    private static HeartbeatSettings Quicken(HeartbeatSettings settings) => settings with
    {
        Interval = TimeSpan.FromSeconds(1),
        AckTimeout = TimeSpan.FromMilliseconds(600),
        Timeout = TimeSpan.FromSeconds(3),
    };
}
