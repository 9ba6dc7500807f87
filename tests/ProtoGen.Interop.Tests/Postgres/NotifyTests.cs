namespace ProtoGen.Interop.Tests.Postgres;

public class NotifyTests
{
    private readonly PostgresWitness _witness = new();

    [PostgresFact]
    public async Task What_another_client_notifies_arrives_on_an_idle_connection()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        await client.ListenAsync("news").InTime();
        await database.Psql("NOTIFY news, 'hello'");
        Assert.Equal("news hello", await _witness.Next());
        // Two seconds of silence later still.
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        await database.Psql("NOTIFY news");
        Assert.Equal("news ", await _witness.Next());
        Assert.Equal(1, (await _witness.States.Until(ClientState.Ready)).Epoch);
    }

    [PostgresFact]
    public async Task Every_channel_is_listened_to_until_it_is_not()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        await client.ListenAsync("a").InTime();
        await client.ListenAsync("odd \"name\"; ü").InTime();
        await database.Psql("NOTIFY \"odd \"\"name\"\"; ü\", '1'");
        Assert.Equal("odd \"name\"; ü 1", await _witness.Next());
        await client.UnlistenAsync("odd \"name\"; ü").InTime();
        await database.Psql("NOTIFY \"odd \"\"name\"\"; ü\", '2'; NOTIFY a, '3'");
        Assert.Equal("a 3", await _witness.Next());
    }

    [PostgresFact]
    public async Task Notifications_come_between_statements_and_belong_to_none()
    {
        await using var database = await Database.Start();
        await using var client = await _witness.Connected(database);
        await client.ListenAsync("self").InTime();
        Assert.Equal(["1"], await client.QueryAsync("NOTIFY self, 'x'; SELECT 1").All());
        Assert.Equal("self x", await _witness.Next());
    }
}
