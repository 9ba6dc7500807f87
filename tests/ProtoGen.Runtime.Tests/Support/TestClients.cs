using Samples.DeviceLink;

namespace ProtoGen.Runtime.Tests;

internal static class TestClients
{
    public static ClientOptions Quick { get; } = new()
    {
        Backoff = new() { Shortest = TimeSpan.FromMilliseconds(5), First = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromMilliseconds(100) },
    };

    public static DeviceLinkClient Create(
        string[] endpoints, ClientOptions? options = null, DeviceLinkClientHandler? handler = null, Action<StateChange>? changed = null, TimeSpan? timeout = null) =>
        new(endpoints)
        {
            Registration = () => new() { AppId = "a", Imei = "1" },
            Options = options ?? Quick,
            Handler = handler,
            StateChanged = changed,
            RequestTimeout = timeout ?? Engine.Deadline,
        };
}
