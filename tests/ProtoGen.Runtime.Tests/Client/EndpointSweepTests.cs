using ProtoGen.Client;
using ProtoGen.Transports;

namespace ProtoGen.Runtime.Tests.Client;

public sealed class EndpointSweepTests
{
    private static readonly EndpointAddress[][] Tiers = EndpointSweep.Parse(["tcp://a:1, tcp://b:1,tcp://c:1", "tcp://d:1"]);

    private static string Order(EndpointAddress[][] tiers, EndpointAddress? lost, Random random) =>
        string.Concat(EndpointSweep.Order(tiers, lost, random.NextDouble).Select(endpoint => ((TcpAddress)endpoint).Host));

    [Fact]
    public void Endpoints_of_one_text_are_tried_in_every_order_before_those_of_the_next()
    {
        var random = new Random(1);
        var counts = Enumerable.Range(0, 6000).Select(_ => Order(Tiers, null, random)).CountBy(order => order).ToDictionary();
        Assert.Equal(["abcd", "acbd", "bacd", "bcad", "cabd", "cbad"], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 800, 1200));
    }

    [Fact]
    public void Endpoints_of_their_own_text_each_are_tried_in_the_order_given() =>
        Assert.Equal("abc", Order(EndpointSweep.Parse(["tcp://a:1", "tcp://b:1", "tcp://c:1"]), null, new(1)));

    [Fact]
    public void The_one_just_lost_comes_last_of_all()
    {
        var random = new Random(1);
        for (var round = 0; round < 100; round++)
        {
            Assert.EndsWith("b", Order(Tiers, Tiers[0][1], random), StringComparison.Ordinal);
            Assert.Equal(4, Order(Tiers, Tiers[0][1], random).Length);
        }
    }

    [Fact]
    public void A_lot_of_one_is_the_last_place() =>
        Assert.Equal("abcd", string.Concat(EndpointSweep.Order(Tiers, null, () => 1.0).Select(endpoint => ((TcpAddress)endpoint).Host)));

    [Theory]
    [InlineData("tcp://a:1,")]
    [InlineData("")]
    [InlineData("a:1")]
    public void What_is_no_endpoint_is_refused(string text) => Assert.ThrowsAny<ArgumentException>(() => EndpointSweep.Parse([text]));
}
