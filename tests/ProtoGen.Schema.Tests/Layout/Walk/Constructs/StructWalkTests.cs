using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;
using static ProtoGen.Schema.Tests.Layout.Values;

namespace ProtoGen.Schema.Tests.Layout.Walk.Constructs;

public class StructWalkTests
{
    private static readonly StructType Root = new("Node", null, 1, default) { IsRecursive = true };
    private static readonly StructType Inside = Root with { Level = StructLevel.Deeper };
    private static readonly Structure Node = Struct("Node", Of("count", U8).From(new SizeDerivation(EquatableArray.Of(new SizeUse("children", default, false)))), Of("children", List(Inside, Said("count")))) with { MaxDepth = 3 };

    [Fact]
    public void A_struct_stands_inside_itself_as_often_as_it_may()
    {
        var walk = new Walking(Message(Of("root", Root)), Node);
        walk.Holds("01020000", "{ root: { count: 1, children: [{ count: 2, children: [{ count: 0, children: [] }, { count: 0, children: [] }] }] } }");
        walk.Holds("01010100", "{ root: { count: 1, children: [{ count: 1, children: [{ count: 1, children: [{ count: 0, children: [] }] }] }] } }");
        Assert.Equal("Message.root.children[0].children[0].children[0].children[0]@4 stands too deep inside itself", walk.Refusal("0101010100"));
        Assert.EndsWith("stands too deep inside itself", walk.Problem("root".Is(Nested(4))), StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_without_a_limit_does_not_overflow_the_stack()
    {
        var walk = new Walking(Message(Of("root", Root)), Node with { MaxDepth = int.MaxValue });
        Assert.EndsWith("stands too deep inside itself", walk.Refusal(string.Concat(Enumerable.Repeat("01", 100_000))), StringComparison.Ordinal);
        Assert.EndsWith("stands too deep inside itself", walk.Problem("root".Is(Nested(1000))), StringComparison.Ordinal);
    }

    [Fact]
    public void Derived_values_at_every_level_are_written_without_doing_the_work_twice_a_level() =>
        Assert.Equal(
            string.Concat(Enumerable.Repeat("01", 100)) + "00",
            new Walking(Message(Of("root", Root)), Node with { MaxDepth = 200 }).Write("root".Is(Nested(100))));

    [Fact]
    public void A_struct_takes_values_from_outside()
    {
        var item = Struct("Item", Of("a", U8), Of("b", U8).If(new ConditionTerm(new OuterValue(0), ConditionOperator.GreaterOrEqual, 2))).Taking("version");
        var walk = new Walking(Message(Of("version", U8), Of("item", Use(item, Own("version")))), item);
        walk.Holds("0105", "{ version: 1, item: { a: 5, b: absent } }");
        walk.Holds("020506", "{ version: 2, item: { a: 5, b: 6 } }");
        Assert.Equal("'item.b' is absent, but the condition for it holds", walk.Problem("version".Is(2), "item".Is(Group("a".Is(5)))));
    }

    [Fact]
    public void A_message_takes_values_from_the_header()
    {
        var message = Message(Of("data", Bytes(new ReferencedSize(new OuterValue(0), default)))).Taking("header.size");
        var walk = new Walking(message).Outside(2);
        walk.Holds("aabb", "{ data: aabb }");
        Assert.Equal("'data' has a size of 1, but 'header.size' is 2", walk.Problem("data".Is(Raw(1))));
    }

    [Fact]
    public void A_path_leads_into_a_struct()
    {
        var head = Struct("Head", Of("size", U8), Of("x", U8));
        var walk = new Walking(Message(Of("head", Use(head)), Of("data", Bytes(Said("head.size")))), head);
        walk.Holds("0209aabb", "{ head: { size: 2, x: 9 }, data: aabb }");
        Assert.Equal("'data' has a size of 1, but 'head.size' is 2", walk.Problem("head".Is(Group("size".Is(2), "x".Is(0))), "data".Is(Raw(1))));
    }

    private static FieldValue Nested(int depth)
    {
        var value = Group("children".Is(Many()));
        for (; depth > 0; depth--) value = Group("children".Is(Many(value)));
        return value;
    }
}
