using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;
using static ProtoGen.Schema.Tests.Layout.Values;

namespace ProtoGen.Schema.Tests.Layout.Walk.Constructs;

public class MeaningWalkTests
{
    [Fact]
    public void A_value_that_means_null_is_absent()
    {
        var walk = Walking.Over(Of("a", U16) with { Meaning = new() { None = Number(0xFFFF), Max = Number(100) } }, Of("b", U8));
        walk.Holds("ffff01", "{ a: absent, b: 1 }");
        walk.Holds("000501", "{ a: 5, b: 1 }");
        Assert.Equal("ffff01", walk.Write("b".Is(1)));
        Assert.Equal("'a' is 65535, which means that it has no value", walk.Problem("a".Is(0xFFFF), "b".Is(1)));
        Assert.Equal("Message.a@0 is 101, more than 100", walk.Refusal("006501"));
        Assert.Equal("'a' is 101, more than 100", walk.Problem("a".Is(101), "b".Is(1)));
    }

    [Fact]
    public void A_number_in_the_place_of_a_size_means_null()
    {
        var size = new PrefixedSize(new(2, true, ByteOrder.Big)) { None = new(-1) };
        var walk = Walking.Over(Of("a", Bytes(size)), Of("b", U8));
        walk.Holds("ffff07", "{ a: absent, b: 7 }");
        walk.Holds("000007", "{ a: , b: 7 }");
        walk.Holds("00014107", "{ a: 41, b: 7 }");
        Assert.Equal("Message.a@0 announces a size of -2", walk.Refusal("fffe07"));
        Assert.Equal("'a' has a size of 1, which means that there is none", Walking.Over(Of("a", Bytes(size with { None = new(1L) }))).Problem("a".Is(Raw(0x41))));
    }

    [Fact]
    public void A_value_that_means_null_is_told_from_a_field_that_is_not_there()
    {
        var walk = Walking.Over(Of("a", U8), Of("b", U8).Tail() with { Meaning = new() { None = Number(0) } });
        walk.Holds("01", "{ a: 1, b: absent }");
        walk.Holds("0100", "{ a: 1, b: absent, b*raw: 0 }");
    }

    [Fact]
    public void A_size_that_means_null_is_told_from_a_field_that_is_not_there()
    {
        var nullable = Bytes(new PrefixedSize(new(2, true, ByteOrder.Big)) { None = new(-1) });
        var walk = Walking.Over(Of("a", U8), Of("b", nullable).Tail());
        walk.Holds("01", "{ a: 1, b: absent }");
        walk.Holds("01ffff", "{ a: 1, b: absent, b*raw: absent }");
        walk.Holds("010000", "{ a: 1, b:  }");
        Walking.Over(Of("b", nullable).In(By(U8))).Holds("02ffff", "{ b: absent }");
        Walking.Over(Of("b", List(nullable, Rest))).Holds("ffff000141ffff", "{ b: [absent, 41, absent] }");
        Walking.Over(Of("kind", U8), Of("b", nullable).If("kind")).Holds("01ffff", "{ kind: 1, b: absent, b*raw: absent }");
    }

    [Fact]
    public void Ranges_hold_for_floats_and_signed_numbers()
    {
        var walk = Walking.Over(Of("a", new FloatType(4, ByteOrder.Big)) with { Meaning = new() { Min = Number(-1), Max = new FloatValue(BitConverter.DoubleToInt64Bits(1.5)) } });
        walk.Holds("3fc00000", "{ a: 1.5 }");
        Assert.Equal("Message.a@0 is 2, more than 1.5", walk.Refusal("40000000"));
        Assert.Equal("Message.a@0 is -2, less than -1", walk.Refusal("c0000000"));
        Assert.Equal("Message.a@0 is -3, less than -2", Walking.Over(Of("a", new IntegerType(1, true, ByteOrder.Big)) with { Meaning = new() { Min = Number(-2) } }).Refusal("fd"));
    }

    [Theory]
    [InlineData("303037", "7")]
    [InlineData("303030", "")]
    [InlineData("313233", "123")]
    public void Digits_are_a_number_however_they_are_padded(string hex, string digits) => Digits(3).Holds(hex, $"{{ a: {digits} }}");

    [Theory]
    [InlineData("612020")]
    [InlineData("303020")]
    [InlineData("2d3137")]
    public void What_is_no_number_in_digits_is_refused(string hex) => Assert.Contains("not a number in digits", Digits(3).Refusal(hex), StringComparison.Ordinal);

    [Fact]
    public void Enums_without_other_values_refuse_them()
    {
        var color = new EnumType { Name = "Color", Underlying = U8, Members = EquatableArray.Of(new EnumMember("Red", new(1L), null), new EnumMember("Blue", new(4L), null)) };
        var walk = Walking.Over(Of("a", new EnumFieldType("Color", U8) { IsClosed = true })).With(color);
        walk.Holds("04", "{ a: 4 }");
        Assert.Equal("Message.a@0 is 5, which Color has no name for", walk.Refusal("05"));
        Assert.Equal("'a' is 5, which Color has no name for", walk.Problem("a".Is(5)));
        Walking.Over(Of("a", new EnumFieldType("Color", U8) { IsClosed = true })).With(color with { IsFlags = true }).Holds("05", "{ a: 5 }");
        Walking.Over(Of("a", new EnumFieldType("Color", U8))).With(color).Holds("05", "{ a: 5 }");
    }

    [Fact]
    public void Reserved_bytes_are_kept_and_zero_where_nobody_gives_them()
    {
        var walk = Walking.Over(Of("_spare", Bytes(Fixed(2))), Of("a", U8), Of("_more", List(U16, Fixed(1))));
        walk.Holds("0102030405", "{ _spare: 0102, a: 3, _more: [1029] }");
        Assert.Equal("0000030000", walk.Write("a".Is(3)));

        var pair = Struct("Pair", Of("x", U8), Of("y", TextOf(By(U8))), Of("z", U8).Tail());
        Assert.Equal("0000" + "0000" + "05", new Walking(Message(Of("_pairs", List(Use(pair), Fixed(2))), Of("a", U8)), pair).Write("a".Is(5)));
    }

    private static Walking Digits(int size) =>
        Walking.Over(Of("a", TextOf(Fixed(size)) with { Pad = (byte)'0', PadLeft = true }) with { Meaning = new() { Kind = MeaningKind.Decimal } });
}
