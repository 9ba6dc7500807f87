using Samples.Postgres;

namespace ProtoGen.Interop.Tests.Postgres;

/// <summary>The server ends and is started again under a client that runs.</summary>
public class DeathTests
{
    private readonly PostgresWitness _witness = new();

    [PostgresFact]
    public async Task The_client_comes_back_listens_again_and_says_what_was_lost()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        Assert.True((await _witness.Resumed.Next()).IsFirst);
        await client.ListenAsync("a").InTime();
        await client.ListenAsync("b").InTime();
        await client.ListenAsync("c").InTime();
        await client.UnlistenAsync("c").InTime();

        await database.Kill();
        await _witness.States.Until(ClientState.Waiting);
        await database.Restart();

        var resumption = await _witness.Resumed.Next();
        Assert.False(resumption.IsFirst);
        Assert.Equal(["a", "b"], resumption.Listening.Order(StringComparer.Ordinal));
        await database.Psql("NOTIFY c, 'unheard'; NOTIFY b, 'heard'");
        Assert.Equal("b heard", await _witness.Next());
        Assert.Equal([$"{client.Process}"], await client.QueryAsync("SELECT pg_backend_pid()").All());
    }

    [PostgresFact]
    public async Task What_was_in_flight_is_said_to_be_unknown()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        var inFlight = new[] { client.ExecuteAsync("SELECT pg_sleep(60)"), client.ExecuteAsync("SELECT $1", ["behind it"]) };
        await database.Until("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");

        await database.Kill();

        foreach (var statement in inFlight)
            Assert.Equal(Delivery.OutcomeUnknown, (await Assert.ThrowsAsync<ConnectionException>(() => statement.InTime())).Delivery);
        await database.Restart();
        Assert.Equal(["again"], await client.QueryAsync("SELECT 'again'").All());
    }

    [PostgresFact]
    public async Task Rows_that_came_are_handed_out_before_the_loss_is_told()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        // So many that the server does not keep them to itself.
        await using var rows = client.QueryAsync("SELECT i, repeat('x', 1000) FROM generate_series(1, 100) AS i; SELECT pg_sleep(60)").GetAsyncEnumerator();
        Assert.True(await rows.MoveNextAsync().InTime());
        Assert.Equal("1", rows.Current[0]);
        await database.Until("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
        await database.Kill();
        await _witness.States.Until(ClientState.Waiting);
        var last = 1;
        var failure = await Assert.ThrowsAsync<ConnectionException>(async () =>
        {
            for (; await rows.MoveNextAsync().InTime(); last++) Assert.Equal($"{last + 1}", rows.Current[0]);
        });
        Assert.Equal(Delivery.OutcomeUnknown, failure.Delivery);
        Assert.InRange(last, 50, 100);
    }

    [PostgresFact]
    public async Task Statements_wait_until_it_is_back()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        await database.Kill();
        await _witness.States.Until(ClientState.Waiting);
        var waiting = Enumerable.Range(0, 3).Select(number => client.QueryAsync($"SELECT {number}").All()).ToArray();
        await database.Restart();
        for (var number = 0; number < 3; number++) Assert.Equal([$"{number}"], await waiting[number].InTime());
    }

    [PostgresFact]
    public async Task Statements_wait_no_longer_than_their_timeout()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database, PostgresWitness.Ada with { Timeout = TimeSpan.FromMilliseconds(500) });
        var sleeping = await Assert.ThrowsAsync<ConnectionException>(() => client.ExecuteAsync("SELECT pg_sleep(60)").InTime());
        Assert.Equal((DisconnectReason.RequestTimeout, Delivery.OutcomeUnknown), (sleeping.Reason, sleeping.Delivery));
        // The server was told to stop, so that the next one need not wait for it.
        Assert.Equal([$"{client.Process}"], await client.QueryAsync("SELECT pg_backend_pid()").All());
        await database.Kill();
        await _witness.States.Until(ClientState.Waiting);
        var waiting = Enumerable.Range(0, 3).Select(number => client.ExecuteAsync($"SELECT {number}")).ToArray();
        foreach (var statement in waiting)
        {
            var failure = await Assert.ThrowsAsync<ConnectionException>(() => statement.InTime());
            Assert.Equal((DisconnectReason.RequestTimeout, Delivery.NotSent), (failure.Reason, failure.Delivery));
        }
    }

    [PostgresFact]
    public async Task It_comes_back_every_time_also_where_the_server_ends_in_order()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        await client.ListenAsync("a").InTime();
        foreach (var end in new[] { database.StopInOrder, database.StopAtOnce, database.Kill })
        {
            await _witness.Resumed.Next();
            await end();
            await database.Restart();
        }

        Assert.Equal(["a"], (await _witness.Resumed.Next()).Listening);
        // What it said as it went.
        Assert.Equal(("57P01", "FATAL"), await NextNotice());
        await database.Psql("NOTIFY a, 'again'");
        Assert.Equal("a again", await _witness.Next());
    }

    [PostgresFact]
    public async Task A_session_that_is_terminated_tells_its_statement_why()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        var sleeping = client.ExecuteAsync("SELECT pg_sleep(60)");
        await database.Until("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => sleeping.InTime());
        Assert.Equal(Delivery.OutcomeUnknown, failure.Delivery);
        Assert.Equal("57P01", Assert.IsType<PostgresException>(failure.InnerException).SqlState);
        Assert.Equal(["again"], await client.QueryAsync("SELECT 'again'").All());
    }

    [PostgresFact]
    public async Task A_server_that_takes_no_connections_yet_is_tried_again()
    {
        await using var database = await Database.Start("hot_standby = off");
        await using var client = await _witness.Connected(database);
        await client.ListenAsync("a").InTime();
        await database.StopInOrder();
        database.FollowAnother(true);
        await database.Begin();
        StateChange change;
        do change = await _witness.States.Until(ClientState.Waiting);
        while (change.Reason != DisconnectReason.RegisterPostponed);

        await database.StopAtOnce();
        database.FollowAnother(false);
        await database.Restart();
        await database.Psql("NOTIFY a, 'early'");
        Assert.Equal(["1"], await client.QueryAsync("SELECT 1").All());
        await database.Psql("NOTIFY a, 'late'");
        while (await _witness.Next() != "a late") { }
    }

    private async Task<(string State, string Severity)> NextNotice()
    {
        var notice = await _witness.Noticed.Next();
        return (notice.SqlState, notice.Severity);
    }
}
