using Tests.EveryCase;

namespace ProtoGen.Conformance;

/// <summary>A size that every case of a switch names: it follows from what is held, and both implementations agree.</summary>
public class EveryCaseTests
{
    private static readonly WalkAgreement Agreement = new("every-case.protogen.yaml");

    private static Node Leaf(int size) => new() { Value = new NodeValue.Leaf(new byte[size]) };

    [Theory]
    [InlineData(0, "05 00")]
    [InlineData(255, "05 FF")]
    [InlineData(256, "06 0100")]
    [InlineData(65_536, "07 010000")]
    public void A_size_and_its_width_follow_from_the_case(int size, string start)
    {
        var message = new Tree { Root = Leaf(size) };
        var body = new byte[message.GetSize()];
        message.Encode(body);

        Assert.Equal(start.Replace(" ", "", StringComparison.Ordinal), Convert.ToHexString(body.AsSpan(0, body.Length - size)));
        Agreement.AssertRoundTrip(message);
    }

    [Fact]
    public void A_size_counts_what_its_case_counts()
    {
        var pair = new Pair { Left = 1, Right = "ab" };
        Node[] nodes =
        [
            new() { Value = new NodeValue.Branch(new Node[] { Leaf(2), new() { Value = new NodeValue.Nothing() }, new() { Value = new NodeValue.Branch(default) } }) },
            new() { Value = new NodeValue.Wide(new ushort[] { 1, 2, 3 }) },
            new() { Value = new NodeValue.Pairs(new Pair[] { pair, pair with { Right = "" } }) },
            new() { Value = new NodeValue.Block(new Node[] { Leaf(1), new() { Value = new NodeValue.Block(new Node[] { Leaf(300) }) } }) },
        ];
        foreach (var node in nodes) Mutations.Judge(Agreement, new Tree { Root = node });
    }

    [Fact]
    public void Arithmetic_of_a_case_is_done_backwards()
    {
        Mutations.Judge(Agreement, new Steps { Value = new StepsValue.Text("abc") });
        Mutations.Judge(Agreement, new Steps { Value = new StepsValue.Bytes(new byte[] { 1, 2, 3 }) });
        Mutations.Judge(Agreement, new Steps { Value = new StepsValue.List(new ushort[] { 1, 2, 3, 4 }) });
        Mutations.Judge(Agreement, new Steps { Value = new StepsValue.Digits("0123") });
        Mutations.Judge(Agreement, new Steps { Value = new StepsValue.Bits(new[] { true, false, true }) });
        Mutations.Judge(Agreement, new Steps { Value = new StepsValue.Nothing() });
        Mutations.Judge(Agreement, new Steps { Value = new StepsValue.Halves(9, new byte[] { 1, 2 }) });
    }

    [Fact]
    public void A_size_without_a_way_back_is_refused_before_anything_is_written() =>
        Assert.Throws<EncodeException>(() => new Steps { Value = new StepsValue.List(new ushort[] { 1, 2, 3 }) }.GetSize());

    [Fact]
    public void A_size_that_a_switch_and_a_field_name_must_agree()
    {
        Mutations.Judge(Agreement, new Same { Kind = 2, Value = new byte[] { 1, 2, 3, 4 }, Copy = new byte[] { 1, 2 } });
        Assert.Throws<EncodeException>(() => new Same { Kind = 1, Value = new byte[] { 1, 2, 3, 4 }, Copy = new byte[] { 1, 2 } }.GetSize());
        Assert.Throws<EncodeException>(() => new Same { Kind = 2, Value = new byte[] { 1, 2, 3 }, Copy = new byte[] { 1, 2 } }.GetSize());
    }

    [Fact]
    public void A_size_of_an_absent_switch_is_zero()
    {
        Mutations.Judge(Agreement, new Maybe { Value = null });
        Mutations.Judge(Agreement, new Maybe { Value = new MaybeValue.List(new byte[] { 1, 2 }) });
        Assert.False(Maybe.TryDecode([0x04, 1], out _, out var error));
        Assert.StartsWith("Maybe.", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_some_cases_do_not_name_stays_the_users()
    {
        Mutations.Judge(Agreement, new Users { Size = 4, Value = new UsersValue.U32(7) });
        Mutations.Judge(Agreement, new Users { Size = 1, Value = new UsersValue.Text("a") });
        Assert.Throws<EncodeException>(() => new Users { Size = 2, Value = new UsersValue.Text("a") }.GetSize());
    }

    [Fact]
    public void What_is_too_long_for_every_width_is_refused_before_anything_is_written()
    {
        var error = Assert.Throws<EncodeException>(() => new Tree { Root = Leaf(0x1000000) }.GetSize());
        Assert.Contains("Node.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_that_nobody_gave_is_refused() => Assert.Throws<EncodeException>(() => new Tree { Root = new() { Value = null! } }.GetSize());
}
