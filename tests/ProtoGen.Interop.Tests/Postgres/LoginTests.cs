using Samples.Postgres;

namespace ProtoGen.Interop.Tests.Postgres;

public class LoginTests
{
    private readonly PostgresWitness _witness = new();

    [PostgresFact]
    public async Task The_password_is_proven_by_scram()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        await database.Expect("method=scram-sha-256");
        Assert.Equal(["ada|postgres"], await client.QueryAsync("SELECT current_user, current_database()").All());
        Assert.Equal(await database.Psql("SHOW server_version"), client.Setting("server_version"));
    }

    [PostgresFact]
    public async Task A_wrong_password_is_refused_for_good_and_says_so_by_type()
    {
        await using var database = await Database.Start();
        await using var client = _witness.Connect(database.Endpoint, PostgresWitness.Ada with { Password = "byron" });

        var failure = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().InTime());

        Assert.Equal((DisconnectReason.RegisterRejected, Delivery.NotSent), (failure.Reason, failure.Delivery));
        var refusal = new ServerReport(Assert.IsType<FaultException<ErrorResponse>>(failure.InnerException).Fault.Reports);
        Assert.Equal(("28P01", "FATAL"), (refusal.SqlState, refusal.Severity));
        Assert.Equal(DisconnectReason.RegisterRejected, (await _witness.States.Until(ClientState.Stopped)).Reason);
        Assert.Equal(
            DisconnectReason.RegisterRejected, (await Assert.ThrowsAsync<ConnectionException>(() => client.ExecuteAsync("SELECT 1").InTime())).Reason);
        await database.Psql("SELECT 1");
        Assert.True(1 == database.Transcript.Split('\n').Count(line => line.Contains("FATAL:  password authentication failed", StringComparison.Ordinal)), database.Transcript);
    }

    [PostgresFact]
    public async Task A_database_that_does_not_exist_is_refused_for_good()
    {
        await using var database = await Database.Start();
        await using var client = _witness.Connect(database.Endpoint, PostgresWitness.Ada with { Database = "nowhere" });
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().InTime());
        Assert.Equal("3D000", new ServerReport(Assert.IsType<FaultException<ErrorResponse>>(failure.InnerException).Fault.Reports).SqlState);
    }

    [PostgresFact]
    public async Task A_password_goes_in_clear_text_where_that_is_allowed()
    {
        await using var database = await Database.StartAsking("password");
        await using var client = await _witness.Connected(database, PostgresWitness.Ada with { AllowCleartext = true });
        await database.Expect("method=password");
        Assert.Equal(["1"], await client.QueryAsync("SELECT 1").All());
    }

    [PostgresFact]
    public async Task It_does_not_where_nobody_allowed_it()
    {
        await using var database = await Database.StartAsking("password");
        await using var client = _witness.Connect(database.Endpoint);
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().InTime());
        Assert.Equal(DisconnectReason.RegisterRejected, failure.Reason);
        Assert.Contains("AllowCleartext", failure.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_wrong_password_in_clear_text_is_refused_for_good()
    {
        await using var database = await Database.StartAsking("password");
        await using var client = _witness.Connect(database.Endpoint, PostgresWitness.Ada with { AllowCleartext = true, Password = "byron" });
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => client.StartAsync().InTime());
        Assert.Equal("28P01", new ServerReport(Assert.IsType<FaultException<ErrorResponse>>(failure.InnerException).Fault.Reports).SqlState);
    }

    [PostgresFact]
    public async Task A_server_that_asks_for_something_else_is_left_and_says_so()
    {
        await using var database = await Database.StartAsking("md5");
        await using var stranger = _witness.Connect(database.Endpoint);
        var failure = await Assert.ThrowsAsync<ConnectionException>(() => stranger.StartAsync().InTime());
        Assert.Contains("Salt", failure.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_server_that_trusts_asks_for_nothing()
    {
        await using var database = await Database.StartAsking("trust");
        await using var client = await _witness.Connected(database, new() { User = "ada", Database = "postgres" });
        Assert.Equal(["1"], await client.QueryAsync("SELECT 1").All());
    }

    [PostgresFact]
    public async Task A_server_without_a_connection_to_spare_is_tried_again()
    {
        await using var database = await Database.Start("max_connections = 1", "superuser_reserved_connections = 0", "max_wal_senders = 0");
        var first = await _witness.Connected(database);
        var patient = new PostgresWitness();
        await using var second = patient.Connect(database.Endpoint);
        var starting = second.StartAsync();
        Assert.Equal(DisconnectReason.RegisterPostponed, (await patient.States.Until(ClientState.Waiting)).Reason);
        await first.DisposeAsync();
        await starting.InTime();
        Assert.Equal(["1"], await second.QueryAsync("SELECT 1").All());
    }
}
