using System.Diagnostics;

namespace ProtoGen.Telemetry;

/// <summary>One handler at work: since when, and the activity around it. Default where nobody listens.</summary>
internal struct HandlerTrace
{
    private readonly ConnectionSet? _set;
    private readonly string? _message;
    private readonly long _started;
    private readonly Activity? _activity;
    private string? _error;

    public HandlerTrace(ConnectionSet set, string? message)
    {
        _set = set;
        _message = message;
        _started = Stopwatch.GetTimestamp();
        if (!Instruments.Activities.HasListeners()) return;
        // Not a child of what this thread did before: the peer asked, on its own.
        Activity.Current = null;
        _activity = Instruments.Activities.StartActivity(message ?? "unknown message", ActivityKind.Server, default(ActivityContext), set.Tags);
    }

    /// <summary>Whether anybody wants to know.</summary>
    public static bool IsWanted => Instruments.HandlerDuration.Enabled || Instruments.Activities.HasListeners();

    /// <summary>The handler threw.</summary>
    public void Fail(Exception exception)
    {
        if (_set is null) return;
        _error = exception.GetType().FullName;
        _activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
        _activity?.SetTag("error.type", _error);
    }

    public readonly void End()
    {
        if (_set is null) return;
        _activity?.Stop();
        if (!Instruments.HandlerDuration.Enabled) return;
        var seconds = Stopwatch.GetElapsedTime(_started).TotalSeconds;
        var tags = _set.ForMessage(_message);
        if (_error is null) Instruments.HandlerDuration.Record(seconds, tags);
        else Instruments.HandlerDuration.Record(seconds, [.. tags, new("error.type", _error)]);
    }
}
