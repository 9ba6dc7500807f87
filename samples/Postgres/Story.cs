using System.Globalization;
using System.Threading.Channels;
using ProtoGen;

namespace Samples.Postgres;

/// <summary>The life of a client beside PostgreSQL: refused, logged in, asking, corrected, interrupted, told news, and back after the server's death.</summary>
internal static class Story
{
    private const string Missing = "This story needs PostgreSQL on this machine, and Linux (Debian: apt-get install postgresql). "
        + "Against a server elsewhere: query --server tcp://HOST:5432 --user NAME --password PASSWORD 'SELECT 1'; see --help.";

    public static async Task RunAsync(CancellationToken cancel)
    {
        if (!PostgresServer.IsInstalled) throw new InvalidOperationException(Missing);
        var narrator = new Narrator();
        await using var server = new PostgresServer();
        await server.StartAsync(cancel);
        narrator.Say("server", $"PostgreSQL listens on {server.Endpoint}");
        await BeRefusedAsync(server, narrator, cancel);

        var news = Channel.CreateUnbounded<NotificationResponse>();
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var client = new PostgresClient(server.Endpoint, new()
        {
            User = PostgresServer.User,
            Password = PostgresServer.Password,
            Database = "postgres",
            Notified = message => news.Writer.WriteAsync(message, cancel),
            Noticed = report => narrator.Say("server", $"{report}"),
            Resumed = resumption => narrator.Say("client", CommandLine.Describe(resumption)),
            StateChanged = change =>
            {
                narrator.Say("client", CommandLine.Describe(change));
                if (change.State == ClientState.Waiting) lost.TrySetResult();
            },
        });
        await client.StartAsync(cancel);
        narrator.Say("client", $"proved its password by SCRAM-SHA-256, as did the server, version {client.Setting("server_version")}");

        await AskAsync(client, narrator, cancel);
        await StreamAsync(client, narrator, cancel);
        await BeCorrectedAsync(client, narrator, cancel);
        await InterruptAsync(client, narrator);

        await client.ListenAsync("news", cancel);
        await server.PsqlAsync("NOTIFY news, 'from psql'", cancel);
        await HearAsync(news, narrator, cancel);

        narrator.Say("story", "kill -9, of the server and the processes that serve its connections");
        var inFlight = client.ExecuteAsync("SELECT pg_sleep(60)", cancel: cancel);
        await server.KillAsync(cancel);
        await TellLossAsync(inFlight, narrator);
        await lost.Task.WaitAsync(cancel);
        narrator.Say("client", "asks all the same: it waits for the server");
        var waiting = client.ExecuteAsync("SELECT count(*) FROM plants", cancel: cancel);
        await server.StartAsync(cancel);
        narrator.Say("server", "PostgreSQL is back");
        await waiting;
        narrator.Say("client", "what waited was answered");
        await server.PsqlAsync("NOTIFY news, 'after the crash'", cancel);
        await HearAsync(news, narrator, cancel);
        narrator.Say("story", "the end");
    }

    private static async Task BeRefusedAsync(PostgresServer server, Narrator narrator, CancellationToken cancel)
    {
        await using var client = new PostgresClient(server.Endpoint, new() { User = PostgresServer.User, Password = "swordfish" });
        try
        {
            await client.StartAsync(cancel);
        }
        catch (ConnectionException failure)
        {
            narrator.Say("client", $"with a wrong password: {CommandLine.Refusal(failure)}. It does not try again.");
            return;
        }

        throw new InvalidDataException("A wrong password was accepted.");
    }

    private static async Task AskAsync(PostgresClient client, Narrator narrator, CancellationToken cancel)
    {
        var done = await client.ExecuteAsync("CREATE TABLE plants (name text PRIMARY KEY, height int); INSERT INTO plants VALUES ('oak', 20), ('fern', NULL)", cancel: cancel);
        narrator.Say("client", $"two statements in one query: {string.Join(", ", done)}");
        done = await client.ExecuteAsync("INSERT INTO plants VALUES ($1, $2)", ["Robert'); DROP TABLE plants; --", null], cancel);
        narrator.Say("client", $"with parameters: {done[0]}");
        await foreach (var row in client.QueryAsync("SELECT name, height FROM plants ORDER BY name", cancel))
            narrator.Say("client", $"reads {row["name"]}, {row["height"] ?? "NULL"}");
    }

    private static async Task StreamAsync(PostgresClient client, Narrator narrator, CancellationToken cancel)
    {
        var (rows, sum) = (0, 0L);
        await foreach (var row in client.QueryAsync("SELECT i, repeat('x', 100) FROM generate_series(1, 100000) AS i", cancel))
        {
            rows++;
            sum += long.Parse(row[0]!, CultureInfo.InvariantCulture);
        }

        narrator.Say("client", $"{rows} rows went through, sum {sum}; {GC.GetTotalMemory(forceFullCollection: true) >> 10} KiB are in use");
    }

    private static async Task BeCorrectedAsync(PostgresClient client, Narrator narrator, CancellationToken cancel)
    {
        try
        {
            await client.ExecuteAsync("INSERT INTO plants VALUES ($1, $2)", ["oak", "21"], cancel);
        }
        catch (PostgresException failure)
        {
            narrator.Say("client", $"{failure.Message} ({failure.Report.Detail}) The session goes on.");
        }

        await client.ExecuteAsync("DROP TABLE IF EXISTS weeds", cancel: cancel);
    }

    private static async Task InterruptAsync(PostgresClient client, Narrator narrator)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        try
        {
            await client.ExecuteAsync("SELECT pg_sleep(60)", cancel: patience.Token);
        }
        catch (OperationCanceledException end)
        {
            narrator.Say("client", $"had a minute's sleep cancelled after half a second: {end.InnerException?.Message}");
        }
    }

    private static async Task HearAsync(Channel<NotificationResponse> news, Narrator narrator, CancellationToken cancel)
    {
        var heard = await news.Reader.ReadAsync(cancel);
        narrator.Say("client", $"hears on {heard.Channel}: {heard.Payload}");
    }

    private static async Task TellLossAsync(Task inFlight, Narrator narrator)
    {
        try
        {
            await inFlight;
        }
        catch (ConnectionException failure)
        {
            narrator.Say("client", $"the statement in flight: {failure.Delivery}");
        }
    }
}
