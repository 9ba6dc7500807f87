using Samples.DeviceLink;

namespace ProtoGen.Benchmarks.Load;

/// <summary>What a connection asks, and the bytes it must be answered with.</summary>
/// <param name="Bytes">Requests.</param>
/// <param name="Replies">The replies to all of them.</param>
/// <param name="Messages">How many requests.</param>
internal sealed record LoadRequest(byte[] Bytes, byte[] Replies, int Messages)
{
    public static Notice News { get; } = new() { Level = 1, Text = "A new firmware is ready." };

    private static readonly byte[] s_time = RawFrames.Of(new GetDateTimeReply { ErrorCode = ErrorCode.Ok, Text = "2026-11-23 12:00:00" });

    /// <param name="kind"><c>time</c>; <c>beat</c>; <c>news</c> for the time after a notice.</param>
    /// <param name="depth">How many requests at once.</param>
    public static LoadRequest Of(string kind, int depth) => kind switch
    {
        "time" => Repeated(RawFrames.Of(default(GetDateTime)), s_time, depth),
        "beat" => Repeated(RawFrames.Of(default(Heartbeat)), RawFrames.Of(new HeartbeatReply { ErrorCode = ErrorCode.Ok }), depth),
        "news" => Repeated(RawFrames.Of(default(GetDateTime)), [.. RawFrames.Of(News), .. s_time], depth),
        _ => throw new ArgumentException($"Nobody asks for {kind}."),
    };

    private static LoadRequest Repeated(byte[] request, byte[] reply, int times) => new(Times(request, times), Times(reply, times), times);

    private static byte[] Times(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(frame => frame)];
}
