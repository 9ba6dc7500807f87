using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;
using static ProtoGen.Schema.Tests.Layout.Values;

namespace ProtoGen.Schema.Tests.Layout.Walk.Constructs;

public class SwitchWalkTests
{
    private static readonly Structure Point = Struct("Point", Of("x", U8), Of("y", U8));
    private static readonly Field Tag = Of("tag", U8).From(new TagDerivation(EquatableArray.Of("value")));
    private static readonly SwitchCase Other = new("Other", default, Bytes(Rest), CarriesTag: true);

    private static readonly SwitchType Any = Switch("tag", Case("Number", U16, 1), Case("Point", Use(Point), 2), Case("Nothing", null, 3), Case("Text", TextOf(By(U8)), 4, 5));

    [Fact]
    public void The_tag_follows_from_the_case()
    {
        var walk = new Walking(Message(Tag, Of("value", Any)), Point);
        walk.Holds("010102", "{ tag: 1, value: Number 258 }");
        walk.Holds("020102", "{ tag: 2, value: Point { x: 1, y: 2 } }");
        walk.Holds("03", "{ tag: 3, value: Nothing  }");
        Assert.Equal("020102", walk.Write("value".Is(new CaseValue("Point", Group("x".Is(1), "y".Is(2))))));
        Assert.Equal("Message.value.y@2 needs 1 bytes, but the body has 0 left", walk.Refusal("02 01"));
        Assert.Equal("Message.value@1 has no case for 'tag' being 9", walk.Refusal("09"));
    }

    [Fact]
    public void A_case_of_several_tags_needs_one_of_them()
    {
        var walk = new Walking(Message(Tag, Of("value", Any)), Point);
        walk.Holds("040161", "{ tag: 4, value: Text a }");
        walk.Holds("050161", "{ tag: 5, value: Text a }");
        Assert.Equal("'value' is Text, which several values of 'tag' mean; give one of them", walk.Problem("value".Is(new CaseValue("Text", new TextValue("a")))));
        Assert.Equal("'value' is Text, which several values of 'tag' mean; give one of them", walk.Problem("tag".Is(1), "value".Is(new CaseValue("Text", new TextValue("a")))));
    }

    [Fact]
    public void Any_other_tag_is_the_last_case_where_there_is_one()
    {
        var walk = Walking.Over(Of("tag", U8), Of("value", Switch("tag", Case("Number", U8, 1)) with { Else = Other }));
        walk.Holds("0105", "{ tag: 1, value: Number 5 }");
        walk.Holds("09aabb", "{ tag: 9, value: Other aabb }");
        Assert.Equal("'value' is Other, but 'tag' is 1", walk.Problem("tag".Is(1), "value".Is(new CaseValue("Other", Raw(1)))));
        Assert.Equal("'value' is Number, but 'tag' is 2", walk.Problem("tag".Is(2), "value".Is(new CaseValue("Number", Number(1)))));
    }

    [Fact]
    public void A_value_without_its_case_is_that_of_the_tag() =>
        Assert.Equal("0105", Walking.Over(Of("tag", U8), Of("value", Switch("tag", Case("Number", U8, 1)) with { Else = Other })).Write("tag".Is(1), "value".Is(5)));

    [Fact]
    public void Cases_of_one_type_are_that_type() =>
        Walking.Over(Of("wide", new BoolType()), Of("value", Switch("wide", Case("Narrow", U8, 0), Case("Wide", U16, 1)) with { Choice = null }))
            .Holds("010005", "{ wide: true, value: 5 }");

    [Fact]
    public void Switches_of_one_tag_have_to_agree()
    {
        var walk = Walking.Over(
            Of("tag", U8).From(new TagDerivation(EquatableArray.Of("a", "b"))),
            Of("a", Switch("tag", Case("X", U8, 1), Case("Y", U16, 2))),
            Of("b", Switch("tag", Case("X", U8, 1), Case("Y", U16, 2))));
        walk.Holds("0200010002", "{ tag: 2, a: Y 1, b: Y 2 }");
        Assert.Equal("'b' needs 'tag' to be 2, but another field needs 1", walk.Problem("a".Is(new CaseValue("X", Number(1))), "b".Is(new CaseValue("Y", Number(1)))));
    }

    [Fact]
    public void A_switch_inside_a_list_takes_its_tag_from_around_the_list()
    {
        var choice = new SwitchType(new OuterValue(0), EquatableArray.Of(Case("A", U8, 1), Case("B", U16, 2)), null, "Choice");
        var item = Struct("Item", Of("value", choice)).Taking("kind");
        var walk = new Walking(Message(Of("kind", U8), Of("items", List(Use(item, Own("kind")), Rest))), item);
        walk.Holds("010506", "{ kind: 1, items: [{ value: A 5 }, { value: A 6 }] }");
        walk.Holds("0200050006", "{ kind: 2, items: [{ value: B 5 }, { value: B 6 }] }");
        Assert.Equal("Message.items[0].value@1 has no case for 'kind' being 3", walk.Refusal("03 05"));
        Assert.Equal(
            "'items[0].value' is B, but 'kind' is 1",
            walk.Problem("kind".Is(1), "items".Is(Many(Group("value".Is(new CaseValue("B", Number(1))))))));
    }
}
