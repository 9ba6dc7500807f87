namespace ProtoGen.Interop.Tests.Postgres;

/// <summary>samples/Postgres, run as its README says.</summary>
public class ProgramTests
{
    private static readonly string Program = Path.Combine(
        AppContext.BaseDirectory.Replace("tests/ProtoGen.Interop.Tests", "samples/Postgres", StringComparison.Ordinal), "Postgres.dll");

    private static ChildProcess Run(params string[] arguments) => ChildProcess.Start("dotnet", [Program, .. arguments]);

    [PostgresFact]
    public async Task The_story_is_told_to_its_end()
    {
        await using var story = Run();
        Assert.True(await story.Exit(TimeSpan.FromSeconds(30)) == 0, story.Transcript);
        string[] wanted =
        [
            "server   PostgreSQL listens on tcp://127.0.0.1:",
            "client   with a wrong password: FATAL 28P01: password authentication failed for user \"story\". It does not try again.",
            "client   is logged in (connection 1)",
            "client   proved its password by SCRAM-SHA-256",
            "client   two statements in one query: CREATE TABLE, INSERT 0 2",
            "client   with parameters: INSERT 0 1",
            "client   reads Robert'); DROP TABLE plants; --, NULL",
            "client   reads oak, 20",
            "client   100000 rows went through, sum 5000050000",
            "client   ERROR 23505: duplicate key value",
            "server   NOTICE 00000: table \"weeds\" does not exist, skipping",
            "client   had a minute's sleep cancelled after half a second: ERROR 57014",
            "client   hears on news: from psql",
            "story    kill -9",
            "client   asks all the same",
            "server   PostgreSQL is back",
            "client   a new session: listens again to news",
            "client   what waited was answered",
            "client   hears on news: after the crash",
            "story    the end",
        ];
        foreach (var line in wanted) await story.Expect(line);
        Assert.Contains("the statement in flight: OutcomeUnknown", story.Transcript, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_query_prints_its_rows_and_a_refusal_is_one_line()
    {
        await using var database = await Database.Start();
        string[] to = ["query", "--server", database.Endpoint, "--user", Database.User, "--database", "postgres", "--password"];
        await using var query = Run([.. to, Database.Password, "SELECT $1::int + 1, $2", "41", "b c"]);
        Assert.True(await query.Exit(TimeSpan.FromSeconds(10)) == 0, query.Transcript);
        Assert.Equal("42\tb c", query.Transcript.Trim());
        await using var refused = Run([.. to, "byron", "SELECT 1"]);
        Assert.Equal(1, await refused.Exit(TimeSpan.FromSeconds(10)));
        Assert.Equal("The server refuses the login: FATAL 28P01: password authentication failed for user \"ada\"", refused.Transcript.Trim());
    }

    [PostgresFact]
    public async Task What_psql_notifies_is_printed_also_after_the_servers_death()
    {
        await using var database = await Database.Start();
        await using var listener = Run("listen", "--server", database.Endpoint, "--user", Database.User, "--database", "postgres", "--password", Database.Password, "news");
        await listener.Expect("listening on news");
        await database.Psql("NOTIFY news, 'one'");
        await listener.Expect("news one");

        await database.Kill();
        await database.Restart();
        await database.Until("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
        await database.Psql("NOTIFY news, 'two'");
        await listener.Expect("news two");
        listener.Terminate();
        Assert.Equal(0, await listener.Exit(TimeSpan.FromSeconds(5)));
        Assert.Contains("listens again to news; what was notified meanwhile is lost", listener.Transcript, StringComparison.Ordinal);
    }
}
