using ProtoGen.Connections;
using Samples.DeviceLink;

namespace ProtoGen.Interop.Tests;

/// <summary>A client of the schema with heartbeats and pauses short enough for tests.</summary>
internal static class TestClient
{
    public static readonly HeartbeatSettings QuickBeats = new()
    {
        Roles = HeartbeatRoles.Prober,
        Interval = TimeSpan.FromMilliseconds(300),
        AckTimeout = TimeSpan.FromMilliseconds(300),
        Timeout = TimeSpan.FromSeconds(1),
    };

    /// <summary>From the last byte of a server that went mute to the client's notice of it, with two ticks of the timer.</summary>
    public static readonly TimeSpan Bound = QuickBeats.Interval + QuickBeats.AckTimeout + TimeSpan.FromMilliseconds(200);

    /// <summary>What a loaded machine may add to any bound: whole processes stand still for most of a second there.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public static readonly BackoffPolicy QuickPauses = new()
    {
        Shortest = TimeSpan.FromMilliseconds(10),
        First = TimeSpan.FromMilliseconds(50),
        Longest = TimeSpan.FromMilliseconds(200),
    };

    /// <summary>Without heartbeats: the first one comes at a time drawn by lot, between whatever a test expects.</summary>
    public static readonly ClientOptions Quick = new() { Backoff = QuickPauses, Heartbeat = HeartbeatSettings.None };

    public static readonly ClientOptions QuickBeating = Quick with { Heartbeat = QuickBeats };

    public static Register Registration(string imei = Frames.Imei) => new() { AppId = Frames.AppId, Imei = imei };

    public static DeviceLinkClient Create(ClientOptions options, StateLog? states, params string[] endpoints) => new(endpoints)
    {
        Registration = () => Registration(),
        Options = options,
        StateChanged = states is null ? null : states.Add,
    };
}
