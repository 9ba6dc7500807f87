namespace ProtoGen;

/// <summary>The names under which servers and clients measure and trace. What nobody listens to costs nothing.</summary>
public static class ProtoGenTelemetry
{
    /// <summary>The meter of all instruments.</summary>
    public const string MeterName = "ProtoGen";

    /// <summary>The source of all activities: one for each message that a handler deals with and for each request of a client.</summary>
    public const string ActivitySourceName = "ProtoGen";
}
