using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ProtoGen.Telemetry;

/// <summary>All instruments. Attributes come from <see cref="ConnectionSet"/>: never from a peer, whose values are without number.</summary>
internal static class Instruments
{
    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);

    // Without advice an exporter has buckets for milliseconds.
    private static readonly InstrumentAdvice<double> Lives = new() { HistogramBucketBoundaries = [0.1, 1, 10, 60, 300, 900, 3600, 14400, 86400] };

    private static readonly InstrumentAdvice<double> Moments = new()
    {
        HistogramBucketBoundaries = [0.00001, 0.00005, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10],
    };

    public static ActivitySource Activities { get; } = new(ProtoGenTelemetry.ActivitySourceName, Version);

    private static readonly Meter Meter = new(ProtoGenTelemetry.MeterName, Version);

    public static Histogram<double> ConnectionDuration { get; } = Meter.CreateHistogram<double>(
        "protogen.connection.duration", "s", "How long connections lived; error.type says why they ended.", tags: null, Lives);

    public static Counter<long> Rejections { get; } = Meter.CreateCounter<long>(
        "protogen.connection.rejections", "{connection}", "Connections that ended before messages could flow; error.type says why.");

    public static Counter<long> Refusals { get; } = Meter.CreateCounter<long>(
        "protogen.server.refusals", "{connection}", "Connections that a server refused or made to wait; error.type says why.");

    public static Counter<long> Reconnects { get; } = Meter.CreateCounter<long>(
        "protogen.client.reconnects", "{connection}", "Connections that a client made after it had lost one.");

    public static Counter<long> Messages { get; } = Meter.CreateCounter<long>(
        "protogen.messages", "{message}", "Frames sent and received, those of the runtime itself included.");

    public static Counter<long> Bytes { get; } = Meter.CreateCounter<long>(
        "protogen.io", "By", "Bytes handed to the transport and taken from it.");

    public static Histogram<double> HandlerDuration { get; } = Meter.CreateHistogram<double>(
        "protogen.handler.duration", "s", "From the message to the end of its handler, decoding and the reply's encoding included.", tags: null, Moments);

    public static Counter<long> HeartbeatsSent { get; } = Meter.CreateCounter<long>(
        "protogen.heartbeat.sent", "{heartbeat}", "Heartbeats sent.");

    public static Histogram<double> HeartbeatRoundTrip { get; } = Meter.CreateHistogram<double>(
        "protogen.heartbeat.rtt", "s", "From a heartbeat to its answer.", tags: null, Moments);

    public static Counter<long> HeartbeatTimeouts { get; } = Meter.CreateCounter<long>(
        "protogen.heartbeat.timeouts", "{connection}", "Connections whose peer was silent for longer than the heartbeat allows.");

    public static Counter<long> LateReplies { get; } = Meter.CreateCounter<long>(
        "protogen.replies.late", "{message}", "Replies that nobody waited for.");

    public static Histogram<double> TimerLag { get; } = Meter.CreateHistogram<double>(
        "protogen.timer.lag", "s", "How late the ticks of the timeouts' timer came.", tags: null, Moments);

    // Looked at when somebody asks, so that who begins to listen late gets the truth as well.
    private static readonly ObservableUpDownCounter<long> Active = Meter.CreateObservableUpDownCounter(
        "protogen.connection.active", static () => Measure(static set => set.Count), "{connection}", "Connections at this moment.");

    private static readonly ObservableUpDownCounter<long> SendQueue = Meter.CreateObservableUpDownCounter(
        "protogen.send_queue.size", static () => Measure(static set => set.QueuedBytes), "By", "Bytes that wait to be sent.");

    private static IEnumerable<Measurement<long>> Measure(Func<ConnectionSet, long> value)
    {
        foreach (var set in ConnectionSet.All) yield return new(value(set), set.Tags);
    }
}
