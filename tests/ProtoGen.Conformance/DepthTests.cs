using Tests.Depth;

namespace ProtoGen.Conformance;

/// <summary>Structs inside themselves: what is too deep is refused, and both implementations count alike.</summary>
public class DepthTests
{
    private static readonly WalkAgreement Walk = new("depth.protogen.yaml");

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void A_group_in_place_does_not_hide_how_deep_its_struct_stands(int depth, bool isLegal) => Judge<Nodes>(isLegal, [.. Repeat(depth, 7, 1), 7, 0]);

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void A_case_does_not_hide_how_deep_its_struct_stands(int depth, bool isLegal) => Judge<Trees>(isLegal, [.. Repeat(depth, 1, 1), 0, 9]);

    [Theory]
    [InlineData(3, true)]    // the right one at depth 3
    [InlineData(4, true)]    // the left one at depth 4
    [InlineData(5, false)]   // the right one at depth 5, beyond its 3
    public void In_a_circle_every_struct_counts(int depth, bool isLegal) => Judge<Circle>(isLegal, [.. Repeat(depth, 1), 0]);

    [Theory]
    [InlineData(4, 4, true)]
    [InlineData(5, 4, false)]
    [InlineData(4, 5, false)]
    public void What_does_not_lead_back_counts_anew(int chains, int links, bool isLegal) =>
        Judge<Chains>(isLegal, [.. Repeat(chains, 1), 0, 1, .. Repeat(links, 1), 0, .. Repeat(chains, 0)]);

    [Fact]
    public void A_hostile_depth_is_refused_before_the_stack_is_full()
    {
        var body = Repeat(30_000, 7, 1).Concat([(byte)7, (byte)0]).ToArray();

        Assert.False(Nodes.TryDecode(body, out _, out var error));
        Assert.Contains("16", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_too_deep_is_refused_when_it_is_written()
    {
        var node = new Node { Inner = new() { More = 0, Kids = default } };
        for (var depth = 0; depth < 17; depth++) node = new() { Inner = new() { More = 0, Kids = new[] { node } } };

        Assert.Throws<EncodeException>(() => new Nodes { Node = node }.GetSize());
        Assert.True(new Nodes { Node = node.Inner.Kids[0] }.GetSize() > 0);
    }

    private static void Judge<T>(bool isLegal, byte[] body) where T : struct, IMessage<T>
    {
        Assert.Equal(isLegal, T.TryDecode(body, out _, out _));
        Walk.AssertSameJudgement<T>(body);
    }

    private static IEnumerable<byte> Repeat(int times, params byte[] bytes) => Enumerable.Repeat(bytes, times).SelectMany(part => part);
}
