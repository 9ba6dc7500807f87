namespace ProtoGen.Runtime.Tests.Client;

public sealed class BackoffPolicyTests
{
    private readonly BackoffPolicy _policy = new();

    [Theory]
    [InlineData(0, 500)]
    [InlineData(1, 1000)]
    [InlineData(3, 4000)]
    [InlineData(6, 30_000)]
    [InlineData(1_000_000, 30_000)]
    public void The_pause_lies_between_the_shortest_and_the_doubled_first_up_to_the_longest(int failures, int upperMilliseconds)
    {
        Assert.Equal(TimeSpan.FromMilliseconds(100), _policy.DelayAfter(failures, 0));
        Assert.Equal(TimeSpan.FromMilliseconds(upperMilliseconds), _policy.DelayAfter(failures, 1));
        Assert.Equal(TimeSpan.FromMilliseconds((100 + upperMilliseconds) / 2.0), _policy.DelayAfter(failures, 0.5));
    }

    [Fact]
    public void A_longest_below_the_shortest_is_the_shortest()
    {
        var policy = new BackoffPolicy { Longest = TimeSpan.FromMilliseconds(1) };
        Assert.Equal(policy.Shortest, policy.DelayAfter(5, 1));
    }
}
