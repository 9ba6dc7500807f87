using System.Globalization;
using Samples.Postgres;

namespace ProtoGen.Interop.Tests.Postgres;

public class QueryTests
{
    private readonly PostgresWitness _witness = new();

    [PostgresFact]
    public async Task Several_statements_give_the_rows_of_each()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        var rows = new List<string>();
        await foreach (var row in client.QueryAsync("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2); SELECT a FROM t ORDER BY a; SELECT 'x' AS b, a FROM t WHERE a = 2"))
            rows.Add($"{row.Statement} {row.Columns[0].Name}={row[0]}");
        Assert.Equal(["2 a=1", "2 a=2", "3 b=x"], rows);
        Assert.Equal(["INSERT 0 1", "SELECT 3"], await client.ExecuteAsync("INSERT INTO t VALUES (3); SELECT * FROM t").InTime());
    }

    [PostgresFact]
    public async Task A_query_without_a_statement_is_answered()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        Assert.Equal([""], await client.ExecuteAsync("").InTime());
        Assert.Equal([""], await client.ExecuteAsync("", []).InTime());
    }

    [PostgresFact]
    public async Task Parameters_arrive_as_values_and_nulls_as_nulls()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        Assert.Equal(
            ["'; DROP TABLE t; -- ü|42|NULL||t"],
            await client.QueryAsync("SELECT $1::text, $2::int + 1, $3::text, $4::text, $3::text IS NULL", ["'; DROP TABLE t; -- ü", "41", null, ""]).All());
        Assert.Equal(["NULL||0"], await client.QueryAsync("SELECT NULL, '', 0").All());
        Assert.Equal(["SELECT 0"], await client.ExecuteAsync("SELECT 1 WHERE $1", ["false"]).InTime());
        await client.ExecuteAsync("CREATE TABLE t (a int, b text)", []).InTime();
        Assert.Equal(["INSERT 0 1"], await client.ExecuteAsync("INSERT INTO t VALUES ($1, $2)", ["7", null]).InTime());
        Assert.Equal(["7|NULL"], await client.QueryAsync("SELECT * FROM t").All());
    }

    [PostgresFact]
    public async Task Wide_rows_and_large_values_arrive_whole()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        var wide = Assert.Single(await client.QueryAsync($"SELECT {string.Join(", ", Enumerable.Range(0, 1600).Select(number => $"{number} AS c{number}"))}").All());
        Assert.Equal(Enumerable.Range(0, 1600).Select(number => number.ToString(CultureInfo.InvariantCulture)), wide.Split('|'));
        var large = new string('x', 10_000_000);
        Assert.Equal([$"10000000|{large}"], await client.QueryAsync("SELECT length($1), $1", [large]).All());
    }

    [PostgresFact]
    public async Task An_error_has_its_state_and_the_session_goes_on()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        var process = client.Process;
        var rows = new List<string?>();
        var failure = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await foreach (var row in client.QueryAsync("SELECT 1; SELECT 1 / 0; SELECT 2")) rows.Add(row[0]);
        });
        Assert.Equal(("22012", "ERROR", "division by zero"), (failure.SqlState, failure.Report.Severity, failure.Report.Message));
        Assert.Equal(["1"], rows);

        failure = await Assert.ThrowsAsync<PostgresException>(() => client.ExecuteAsync("SELECT * FROM nowhere WHERE a = $1", ["1"]).InTime());
        Assert.Equal(("42P01", "15"), (failure.SqlState, failure.Report[Detail.Position]));
        await client.ExecuteAsync("CREATE TABLE t (a int CONSTRAINT only_once UNIQUE)").InTime();
        await client.ExecuteAsync("INSERT INTO t VALUES (1)").InTime();
        failure = await Assert.ThrowsAsync<PostgresException>(() => client.ExecuteAsync("INSERT INTO t VALUES ($1)", ["1"]).InTime());
        Assert.Equal(("23505", "only_once", "Key (a)=(1) already exists."), (failure.SqlState, failure.Report[Detail.Constraint], failure.Report.Detail));
        Assert.Equal([$"{process}"], await client.QueryAsync("SELECT pg_backend_pid()").All());
    }

    [PostgresFact]
    public async Task What_cannot_be_encoded_is_not_sent_and_the_next_statement_is()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        await Assert.ThrowsAsync<EncodeException>(() => client.ExecuteAsync("SELECT '\0'").InTime());
        await Assert.ThrowsAsync<EncodeException>(() => client.ExecuteAsync("SELECT $1", [new string('x', 17 << 20)]).InTime());
        Assert.Equal(["1"], await client.QueryAsync("SELECT $1", ["1"]).All());
    }

    [PostgresFact]
    public async Task Notices_are_told_beside_the_rows()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        await client.ExecuteAsync("DO $$ BEGIN RAISE NOTICE 'hear %', 'me' USING HINT = 'a hint'; END $$").InTime();
        var notice = await _witness.Noticed.Next();
        Assert.Equal(("NOTICE", "00000", "hear me", "a hint"), (notice.Severity, notice.SqlState, notice.Message, notice.Hint));
    }

    [PostgresFact]
    public async Task Settings_are_followed()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        Assert.Equal("UTF8", client.Setting("client_encoding"));
        await client.ExecuteAsync("SET TimeZone = 'Asia/Tokyo'").InTime();
        Assert.Equal("Asia/Tokyo", client.Setting("TimeZone"));
    }

    [PostgresFact]
    public async Task Statements_that_run_at_once_keep_their_rows_apart()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        var asked = Enumerable.Range(0, 200).Select(number => number % 2 == 0
            ? client.QueryAsync($"SELECT {number} FROM generate_series(1, 3)").All()
            : client.QueryAsync("SELECT $1 FROM generate_series(1, 3)", [$"{number}"]).All()).ToArray();
        for (var number = 0; number < asked.Length; number++) Assert.Equal(Enumerable.Repeat($"{number}", 3), await asked[number]);
    }

    [PostgresFact]
    public async Task A_hundred_thousand_rows_pass_through_a_slow_reader_in_little_memory()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (rows, most) = (0, 0L);
        await foreach (var row in client.QueryAsync("SELECT i, repeat('x', 1000) FROM generate_series(1, 100000) AS i"))
        {
            rows++;
            Assert.Equal($"{rows}", row[0]);
            if (rows % 5000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(100_000, rows);
        // 100 MB went through; what may be kept is ConnectionLimits.BacklogHardBytes and what it takes to hold it.
        Assert.InRange(most, 0, 24 << 20);
    }

    [PostgresFact]
    public async Task Who_stops_reading_early_gets_the_next_answer_all_the_same()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        await foreach (var row in client.QueryAsync("SELECT i, repeat('x', 1000) FROM generate_series(1, 20000) AS i"))
        {
            Assert.Equal("1", row[0]);
            break;
        }

        Assert.Equal(["after"], await client.QueryAsync("SELECT 'after'").All());
        Assert.Equal(1, (await _witness.States.Until(ClientState.Ready)).Epoch);
    }

    [PostgresFact]
    public async Task Data_to_copy_is_refused_and_the_session_goes_on()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        await client.ExecuteAsync("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)").InTime();
        var failure = await Assert.ThrowsAsync<PostgresException>(() => client.ExecuteAsync("COPY t FROM STDIN").InTime());
        Assert.Equal("57014", failure.SqlState);
        failure = await Assert.ThrowsAsync<PostgresException>(() => client.ExecuteAsync("COPY t FROM STDIN", []).InTime());
        Assert.Equal("57014", failure.SqlState);
        Assert.Equal(["COPY 2"], await client.ExecuteAsync("COPY t TO STDOUT").InTime());
        Assert.Equal(["2"], await client.QueryAsync("SELECT count(*) FROM t").All());
    }

    [PostgresFact]
    public async Task A_statement_that_is_cancelled_ends_on_the_server_and_the_session_goes_on()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        foreach (var parameters in new string[]?[] { null, ["60"] })
        {
            using var cancel = new CancellationTokenSource();
            var sleeping = client.ExecuteAsync(parameters is null ? "SELECT pg_sleep(60)" : "SELECT pg_sleep($1)", parameters, cancel.Token);
            await database.Until("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
            await cancel.CancelAsync();
            var end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sleeping.InTime());
            Assert.Equal("57014", Assert.IsType<PostgresException>(end.InnerException).SqlState);
        }

        Assert.Equal([$"{client.Process}"], await client.QueryAsync("SELECT pg_backend_pid()").All());
        Assert.Equal(1, (await _witness.States.Until(ClientState.Ready)).Epoch);
    }
}
