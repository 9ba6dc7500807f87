using ProtoGen.Connections;

namespace ProtoGen.Runtime.Tests.Client;

public sealed class ClientOptionsTests
{
    public static TheoryData<string, ClientOptions> Wrong => new()
    {
        { "ConnectTimeout is 00:00:00", new() { ConnectTimeout = TimeSpan.Zero } },
        { "ConnectTimeout is 100.", new() { ConnectTimeout = TimeSpan.FromDays(100) } },
        { "Backoff.First", new() { Backoff = new() { First = TimeSpan.Zero } } },
        { "Backoff.Longest", new() { Backoff = new() { Longest = TimeSpan.MaxValue } } },
        { "Backoff.Shortest", new() { Backoff = new() { Shortest = TimeSpan.FromMinutes(1) } } },
        { "Backoff.ResetAfter", new() { Backoff = new() { ResetAfter = TimeSpan.FromSeconds(-1) } } },
        { "MaxWaitingFrames is 0", new() { MaxWaitingFrames = 0 } },
        { "MaxWaitingBytes is -1", new() { MaxWaitingBytes = -1 } },
        { "Queue is 9", new() { Queue = (QueuePolicy)9 } },
        { "QueuePolicies is System.String", new() { QueuePolicies = new Dictionary<Type, QueuePolicy> { [typeof(string)] = QueuePolicy.Wait } } },
        { "positive", new() { Limits = new() { FrameTimeout = TimeSpan.Zero } } },
        { "timeout", new() { Heartbeat = new() { Roles = HeartbeatRoles.Watcher, Timeout = TimeSpan.Zero } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_makes_no_sense_is_said_at_the_start(string said, ClientOptions options)
    {
        await using var client = TestClients.Create(["tcp://127.0.0.1:1"], options);
        Assert.Contains(said, Assert.Throws<ArgumentException>(() => { _ = client.StartAsync(); }).Message, StringComparison.Ordinal);
        Assert.Equal(ClientState.Idle, client.State);
    }

    [Fact]
    public async Task A_timeout_of_calls_that_is_no_time_is_said_at_the_start()
    {
        await using var client = TestClients.Create(["tcp://127.0.0.1:1"], timeout: TimeSpan.Zero);
        Assert.Contains("RequestTimeout is 00:00:00", Assert.Throws<ArgumentException>(() => { _ = client.StartAsync(); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_default_options_are_equal() => Assert.Equal(new ClientOptions(), new ClientOptions());
}
