using System.Globalization;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Live.Messages;
using ProtoGen.Tool.Live.Screen;

namespace ProtoGen.Tool.Live;

/// <summary>What became of a message that was said.</summary>
/// <param name="Reply">The reply, if one came.</param>
/// <param name="Fault">The fault, if one came.</param>
/// <param name="Failure">Why nothing came.</param>
internal sealed record Outcome(object? Reply, object? Fault, Exception? Failure)
{
    public bool IsGood => Fault is null && Failure is null;

    public static async Task<Outcome> OfAsync(Func<Task<object?>> say)
    {
        try
        {
            return new(await say(), null, null);
        }
        catch (Exception exception) when (exception is ConnectionException or EncodeException or ObjectDisposedException or OperationCanceledException or ArgumentException)
        {
            return new(null, null, exception);
        }
        catch (Exception exception) when (exception.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(FaultException<>))
        {
            return new(null, exception.GetType().GetProperty("Fault")!.GetValue(exception), null);
        }
    }

    /// <summary>What there is to show; null for a one-way message that went out.</summary>
    public LiveEvent? ToEvent(LiveSchema schema, LiveMessage said, double milliseconds, object? profile)
    {
        var happened = this switch
        {
            { Reply: { } reply } => schema.Shown("reply", '<', Took(milliseconds), reply, null, profile),
            { Fault: { } fault } => schema.Shown("fault", '<', "a fault, " + Took(milliseconds), schema.Messages.FaultOf(said.Message, fault), null, profile),
            { Failure: ConnectionException failure } => LiveEvent.Error($"{said.Message.SchemaName}: {Certificates.InOptions(failure.Message)}") with
            {
                More = new() { ["error"] = Certificates.InOptions(failure.Message), ["reason"] = failure.Reason.ToString(), ["delivery"] = failure.Delivery.ToString() },
            },
            { Failure: { } failure } => LiveEvent.Error($"{said.Message.SchemaName}: {Certificates.InOptions(failure.Message)}"),
            _ when said.Message.Role == MessageRole.Request => new("silence", '*', $"{said.Message.SchemaName} was not answered, as it may be"),
            _ => null,
        };
        if (happened is null) return null;
        happened.More["request"] = said.Message.SchemaName;
        happened.More["ms"] = milliseconds;
        return happened;
    }

    private static string Took(double milliseconds) => milliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms";
}
