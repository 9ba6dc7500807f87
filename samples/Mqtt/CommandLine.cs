using System.Security.Cryptography;
using System.Text;
using ProtoGen;

namespace Samples.Mqtt;

/// <summary>One command each, until it is done or asked to stop.</summary>
internal static class CommandLine
{
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(WireList<byte> payload) => Encoding.UTF8.GetString(payload.Span);

    /// <summary>What a user can mend is said in one line, not as a stack trace.</summary>
    public static async Task<int> RunAsync(Func<Task> command)
    {
        try
        {
            await command();
            return 0;
        }
        catch (ConnectionException failure)
        {
            await Console.Error.WriteLineAsync(Refusal(failure) ?? failure.Message);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or IOException or CryptographicException or EncodeException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
        }

        return 1;
    }

    /// <summary>Why a broker refused a client; null where it did not.</summary>
    public static string? Refusal(ConnectionException failure) =>
        failure.InnerException is RefusedException<ConnAck> { Reply.Code: var code } ? $"The broker refuses the connection: {code}." : null;

    public static async Task PublishAsync(string broker, MqttOptions options, MqttMessage message, CancellationToken cancel)
    {
        await using var client = new MqttClient(broker, options with { StateChanged = Tell });
        await client.PublishAsync(message.Topic, message.Payload.Memory, message.Qos, message.Retain, cancel);
    }

    public static async Task SubscribeAsync(string broker, MqttOptions options, string[] filters, Qos qos, CancellationToken cancel)
    {
        await using var client = new MqttClient(broker, options with { StateChanged = Tell, Resumed = Tell, Received = Print });
        try
        {
            await client.StartAsync(cancel);
            foreach (var filter in filters) await client.SubscribeAsync(filter, qos, cancel);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    /// <summary>A client's state in words.</summary>
    public static string Describe(StateChange change) => change switch
    {
        { State: ClientState.Connecting } => $"connects to {change.Endpoint}",
        { State: ClientState.Ready } => $"is connected (connection {change.Epoch})",
        { Reason: { } reason } => $"{change.State}: {reason}",
        _ => $"{change.State}",
    };

    /// <summary>What the broker still knew, in words.</summary>
    public static string Describe(Resumption resumption) => resumption switch
    {
        { SessionPresent: true } => "the broker knows the session: nothing is lost, what was in flight is sent again",
        { Subscribed.Count: 0, Unsettled: 0 } => "the broker begins a new session",
        _ => $"the broker has forgotten the session: subscribed again to {string.Join(", ", resumption.Subscribed)}; "
            + $"what it held for this client is gone, and the outcome of {resumption.Unsettled} publishes is unknown",
    };

    private static ValueTask Print(MqttMessage message)
    {
        Console.WriteLine($"{message.Topic} {Text(message.Payload)}");
        return default;
    }

    private static void Tell(StateChange change)
    {
        if (change is { Reason: not null, State: ClientState.Waiting }) Console.Error.WriteLine(Describe(change));
    }

    private static void Tell(Resumption resumption) => Console.Error.WriteLine(Describe(resumption));
}
