using ProtoGen.Runtime.Tests;
using Samples.Postgres;

namespace ProtoGen.Interop.Tests.Postgres;

/// <summary>TLS, which PostgreSQL is asked for in clear text.</summary>
public class TlsTests
{
    private readonly PostgresWitness _witness = new();
    private readonly TestAuthority _authority = new();

    private PostgresOptions Ada => PostgresWitness.Ada with { Tls = new() { TrustedAuthorities = _authority.Trust } };

    private static string Endpoint(Database database) => $"tls://localhost:{database.Port}";

    [PostgresFact]
    public async Task Everything_goes_through_it_also_after_the_servers_death()
    {
        await using var database = await Database.StartWithTls(_authority);
        await using var client = _witness.Connect(Endpoint(database), Ada);
        await client.ListenAsync("a").InTime();
        for (var lives = 1; lives <= 2; lives++)
        {
            Assert.Equal(lives, (await _witness.States.Until(ClientState.Ready)).Epoch);
            Assert.Equal(["t"], await client.QueryAsync("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()").All());
            Assert.Equal(["20000"], await client.QueryAsync("SELECT length($1)", [new('x', 20_000)]).All());
            await database.Psql("NOTIFY a, 'again'");
            Assert.Equal("a again", await _witness.Next());
            await database.Kill();
            await database.Restart();
        }
    }

    [PostgresFact]
    public async Task A_statement_is_stopped_over_it_as_well()
    {
        await using var database = await Database.StartWithTls(_authority);
        await using var client = _witness.Connect(Endpoint(database), Ada);
        using var cancel = new CancellationTokenSource();
        var sleeping = client.ExecuteAsync("SELECT pg_sleep(60)", cancel: cancel.Token);
        await database.Until("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
        await cancel.CancelAsync();
        Assert.IsType<PostgresException>((await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sleeping.InTime())).InnerException);
    }

    [PostgresFact]
    public async Task A_server_without_it_is_not_told_the_password()
    {
        await using var database = await Database.Start();
        await using var client = _witness.Connect(Endpoint(database), Ada);
        _ = client.StartAsync();
        var failure = await _witness.States.Until(ClientState.Waiting);
        Assert.Equal(DisconnectReason.TlsFailed, failure.Reason);
        Assert.Equal("The connection could not be secured: the server takes no TLS.", Assert.IsType<ConnectionException>(failure.Cause).Message);
    }

    [PostgresFact]
    public async Task A_server_of_another_authority_is_not_told_the_password()
    {
        await using var database = await Database.StartWithTls(new("Another"));
        await using var client = _witness.Connect(Endpoint(database), Ada);
        _ = client.StartAsync();
        var failure = await _witness.States.Until(ClientState.Waiting);
        Assert.Equal(DisconnectReason.TlsFailed, failure.Reason);
        Assert.Contains("CN=Another", Assert.IsType<ConnectionException>(failure.Cause).Message, StringComparison.Ordinal);
    }
}
