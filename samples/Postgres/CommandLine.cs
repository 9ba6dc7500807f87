using System.Security.Cryptography.X509Certificates;
using ProtoGen;

namespace Samples.Postgres;

/// <summary>One command each, until it is done or asked to stop.</summary>
internal static class CommandLine
{
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
            await Console.Error.WriteLineAsync(Refusal(failure) is { } refusal ? $"The server refuses the login: {refusal}" : failure.Message);
        }
        catch (Exception failure) when (failure is PostgresException or ArgumentException or InvalidOperationException or IOException or EncodeException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
        }

        return 1;
    }

    /// <summary>Why a server refused a client; null where it did not.</summary>
    public static ServerReport? Refusal(ConnectionException failure) =>
        failure.InnerException is FaultException<ErrorResponse> refusal ? new(refusal.Fault.Reports) : null;

    /// <summary>Prints the rows of a query, values between tabs, and what its statements did.</summary>
    public static async Task QueryAsync(string server, PostgresOptions options, string sql, string[] parameters, CancellationToken cancel)
    {
        await using var client = new PostgresClient(server, options with { StateChanged = Tell, Noticed = Tell });
        var rows = parameters.Length == 0 ? client.QueryAsync(sql, cancel) : client.QueryAsync(sql, parameters, cancel);
        await foreach (var row in rows) Console.WriteLine(string.Join('\t', Enumerable.Range(0, row.Values.Count).Select(column => row[column] ?? "NULL")));
    }

    /// <summary>Prints what is notified on channels, and comes back by itself.</summary>
    public static async Task ListenAsync(string server, PostgresOptions options, string[] channels, CancellationToken cancel)
    {
        await using var client = new PostgresClient(server, options with { StateChanged = Tell, Noticed = Tell, Resumed = Tell, Notified = Print });
        try
        {
            foreach (var channel in channels) await client.ListenAsync(channel, cancel);
            Console.WriteLine($"listening on {string.Join(", ", channels)}");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    /// <summary>The certificates of a PEM file.</summary>
    public static X509Certificate2Collection Authorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities;
    }

    /// <summary>A client's state in words.</summary>
    public static string Describe(StateChange change) => change switch
    {
        { State: ClientState.Connecting } => $"connects to {change.Endpoint}",
        { State: ClientState.Ready } => $"is logged in (connection {change.Epoch})",
        { Reason: { } reason } => $"{change.State}: {reason}",
        _ => $"{change.State}",
    };

    /// <summary>How a connection began, in words.</summary>
    public static string Describe(Resumption resumption) => resumption.IsFirst ? "a new session"
        : $"a new session: listens again to {(resumption.Listening.Count == 0 ? "nothing" : string.Join(", ", resumption.Listening))}; what was notified meanwhile is lost";

    private static ValueTask Print(NotificationResponse message)
    {
        Console.WriteLine($"{message.Channel} {message.Payload}");
        return default;
    }

    private static void Tell(StateChange change)
    {
        if (change is { Reason: not null, State: ClientState.Waiting }) Console.Error.WriteLine(Describe(change));
    }

    private static void Tell(Resumption resumption)
    {
        if (!resumption.IsFirst) Console.Error.WriteLine(Describe(resumption));
    }

    private static void Tell(ServerReport report) => Console.Error.WriteLine(report);
}
