using System.Threading.Channels;
using Samples.Postgres;

namespace ProtoGen.Interop.Tests.Postgres;

/// <summary>A client of the sample, and everything it was told.</summary>
internal sealed class PostgresWitness
{
    public Channel<NotificationResponse> Notified { get; } = Channel.CreateUnbounded<NotificationResponse>();

    public Channel<ServerReport> Noticed { get; } = Channel.CreateUnbounded<ServerReport>();

    public Channel<Resumption> Resumed { get; } = Channel.CreateUnbounded<Resumption>();

    public StateLog States { get; } = new();

    public PostgresClient Connect(string server, PostgresOptions? options = null) => new(server, (options ?? Ada) with
    {
        Backoff = new() { Shortest = TimeSpan.FromMilliseconds(10), First = TimeSpan.FromMilliseconds(50), Longest = TimeSpan.FromMilliseconds(100) },
        Notified = message => Notified.Writer.WriteAsync(message),
        Noticed = report => Noticed.Writer.TryWrite(report),
        Resumed = resumption => Resumed.Writer.TryWrite(resumption),
        StateChanged = States.Add,
    });

    /// <summary>A client that is logged in.</summary>
    public async Task<PostgresClient> Connected(Database database, PostgresOptions? options = null)
    {
        var client = Connect(database.Endpoint, options);
        await client.StartAsync().InTime();
        return client;
    }

    public static PostgresOptions Ada => new() { User = Database.User, Password = Database.Password, Database = "postgres" };

    /// <summary>The next notification: channel and text.</summary>
    public async Task<string> Next()
    {
        var message = await Notified.Next();
        return $"{message.Channel} {message.Payload}";
    }
}

internal static class Reading
{
    /// <summary>All rows, as text: values between bars.</summary>
    public static async Task<List<string>> All(this IAsyncEnumerable<Row> rows)
    {
        using var deadline = new CancellationTokenSource(Deadline.Usual);
        var all = new List<string>();
        await foreach (var row in rows.WithCancellation(deadline.Token))
            all.Add(string.Join('|', Enumerable.Range(0, row.Values.Count).Select(column => row[column] ?? "NULL")));
        return all;
    }
}
