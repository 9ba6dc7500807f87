using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;
using static ProtoGen.Schema.Tests.Layout.Values;

namespace ProtoGen.Schema.Tests.Layout.Walk.Constructs;

public class BitsWalkTests
{
    private static readonly BitsType Flags = new()
    {
        Name = "Flags",
        Underlying = U16 with { Order = ByteOrder.Little },
        Parts = EquatableArray.Of(Part("has", 0, 1), Part("kind", 1, 3), Part("_spare", 4, 2), Part("length", 8, 4)),
    };

    private static readonly Field Field = Of("flags", new BitsFieldType("Flags", Flags.Underlying));

    [Fact]
    public void Parts_are_read_by_their_place_and_gaps_are_kept()
    {
        var walk = Walking.Over(Field).With(Flags);
        walk.Holds("0b03", "{ flags: { has: true, kind: 5, _spare: 0, length: 3 } }");
        walk.Holds("ffff", "{ flags: { has: true, kind: 7, _spare: 3, length: 15, *gaps: 61632 } }");
        Assert.Equal("0002", walk.Write("flags".Is(Group("length".Is(2)))));
        Assert.Equal("'flags' cannot have 8 in the 3 bits of 'kind'", walk.Problem("flags".Is(Group("kind".Is(8)))));
        Assert.Equal("'flags' has no part 'size'", walk.Problem("flags".Is(Group("size".Is(8)))));
    }

    [Fact]
    public void Parts_say_what_is_there_and_how_long_it_is()
    {
        var derived = Field with
        {
            DerivedParts = EquatableArray.Of(
                new PartDerivation("has", new PresenceDerivation(EquatableArray.Of(new PresenceUse("a", true))), true),
                new PartDerivation("length", new SizeDerivation(EquatableArray.Of(new SizeUse("data", default, false))), true),
                new PartDerivation("_spare", new ConstantDerivation(Number(2)), true)),
        };
        var walk = Walking.Over(derived, Of("a", U8).If("flags.has"), Of("data", Bytes(Said("flags.length")))).With(Flags);
        walk.Holds("210205" + "aabb", "{ flags: { has: true, kind: 0, _spare: 2, length: 2 }, a: 5, data: aabb }");
        Assert.Equal("2c01" + "aa", walk.Write("flags".Is(Group("kind".Is(6))), "data".Is(Raw(0xAA))));
        Assert.Equal("'flags' cannot have 16 in the 4 bits of 'length'", walk.Problem("flags".Is(Group()), "data".Is(Raw(new byte[16]))));
        Assert.Equal("Message.flags@0 part '_spare' is 1, but must be 2", walk.Refusal("1000"));
    }

    [Fact]
    public void Bits_of_which_all_is_derived_are_never_given()
    {
        var type = new BitsType { Name = "B", Underlying = U8, Parts = EquatableArray.Of(Part("high", 4, 4), Part("low", 0, 4)) };
        var field = Of("b", new BitsFieldType("B", U8)).From(new PartsDerivation()) with
        {
            DerivedParts = EquatableArray.Of(
                new PartDerivation("high", new ConstantDerivation(Number(4)), true),
                new PartDerivation("low", new BytesDerivation(new("b", "data"), default), true)),
        };
        var walk = Walking.Over(field, Of("data", Bytes(Rest))).With(type);
        walk.Holds("43aabb", "{ b: { high: 4, low: 3 }, data: aabb }");
        Assert.Equal("42aa", walk.Write("data".Is(Raw(0xAA))));
        Assert.Equal("Message.b@0 part 'low' is 4, but must be 3", walk.Refusal("44aabb"));
    }

    [Fact]
    public void A_constant_of_the_whole_covers_the_gaps()
    {
        var walk = Walking.Over(Field.From(new ConstantDerivation(Number(0x8001)))).With(Flags);
        walk.Holds("0180", "{ flags: { has: true, kind: 0, _spare: 0, length: 0, *gaps: 32768 } }");
        Assert.Equal("0180", walk.Write());
        Assert.Contains("but must be 32769", walk.Refusal("0100"), StringComparison.Ordinal);
    }

    private static BitsPart Part(string name, int low, int width) => new() { Name = name, Property = name[0] == '_' ? null : name, Low = low, Width = width };
}
