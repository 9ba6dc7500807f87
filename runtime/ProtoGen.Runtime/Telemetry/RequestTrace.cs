using System.Diagnostics;

namespace ProtoGen.Telemetry;

/// <summary>The activity around a client's request; only for listeners, since it costs a task of its own.</summary>
internal static class RequestTrace
{
    public static bool IsWanted => Instruments.Activities.HasListeners();

    public static async ValueTask<T> Around<T>(string message, string owner, Func<ValueTask<T>> request)
    {
        using var activity = Instruments.Activities.StartActivity(message, ActivityKind.Client);
        activity?.SetTag("protogen.owner", owner);
        try
        {
            return await request().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var error = exception is ConnectionException failure ? failure.Reason.ToString() : exception.GetType().FullName;
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            activity?.SetTag("error.type", error);
            throw;
        }
    }
}
