using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;
using static ProtoGen.Schema.Tests.Layout.Values;

namespace ProtoGen.Schema.Tests.Layout.Walk.Constructs;

public class ListWalkTests
{
    private static readonly Structure Pair = Struct("Pair", Of("id", U8), Of("text", TextOf(By(U8))));

    [Fact]
    public void Lists_of_every_size()
    {
        Walking.Over(Of("a", List(U16, Fixed(2)))).Holds("00010002", "{ a: [1, 2] }");
        Walking.Over(Of("a", List(U16, By(U8)))).Holds("0200010002", "{ a: [1, 2] }");
        Walking.Over(Of("a", List(U16, By(Varint)))).Holds("0100ff", "{ a: [255] }");
        Walking.Over(Of("a", ListInBytes(U16, By(U8)))).Holds("0400010002", "{ a: [1, 2] }");
        Walking.Over(Of("a", ListInBytes(U16, Fixed(4)))).Holds("00010002", "{ a: [1, 2] }");
        Walking.Over(Of("a", List(U16, Rest)), Of("end", U8)).Holds("0001000203", "{ a: [1, 2], end: 3 }");
        Walking.Over(Of("a", List(U16, Until(0xFF))), Of("end", U8)).Holds("00ff0001ff03", "{ a: [255, 1], end: 3 }");
    }

    [Fact]
    public void A_count_of_a_list_of_lists_counts_the_outer_one() =>
        Walking.Over(Of("n", U8) with { Derivation = new ElementsDerivation("a", default) }, Of("a", List(List(U8, By(U8)), Fixed(3)))).Holds("03016f0000", "{ n: 3, a: [[111], [], []] }");

    [Fact]
    public void Structs_stand_in_lists()
    {
        var walk = new Walking(Message(Of("pairs", List(Use(Pair), By(U8)))), Pair);
        walk.Holds("020101610202" + "6263", "{ pairs: [{ id: 1, text: a }, { id: 2, text: bc }] }");
        Assert.Equal("Message.pairs[1].text@6 needs 9 bytes, but the body has 1 left", walk.Refusal("02 010161 0209 62"));
        Assert.Equal("'pairs[1].text' has no value", walk.Problem("pairs".Is(Many(Group("id".Is(1), "text".Is("a")), Group("id".Is(1))))));
        Assert.Equal("'pairs[0].size' is no field of Pair", walk.Problem("pairs".Is(Many(Group("id".Is(1), "text".Is("a"), "size".Is(1))))));
    }

    [Fact]
    public void A_count_that_promises_too_much_is_refused_before_anything_is_read()
    {
        Assert.Equal("Message.a@4 has 4294967295 elements of at least 2 bytes, but 3 bytes are left", Walking.Over(Of("a", List(U16, By(U32)))).Refusal("ffffffff 000000"));
        Assert.Equal("Message.a@0 needs 8 bytes, but the body has 7 left", Walking.Over(Of("a", List(U16, Fixed(4)))).Refusal("00000000000000"));
    }

    [Fact]
    public void A_remainder_smaller_than_an_element_is_refused()
    {
        Assert.Equal("Message.a@0 has 3 bytes, 1 more than whole elements of 2 take", Walking.Over(Of("a", List(U16, Rest))).Refusal("000100"));
        Assert.Equal("Message.a@1 has 3 bytes, 1 more than whole elements of 2 take", Walking.Over(Of("a", ListInBytes(U16, By(U8)))).Refusal("03000100"));
        Assert.Equal("Message.a[1]@4 needs 5 bytes, but what holds it has 0 left", Walking.Over(Of("a", ListInBytes(Bytes(By(U8)), By(U8))), Of("b", U8)).Refusal("03 0141 05 00"));
    }

    [Fact]
    public void The_number_of_elements_has_to_be_the_fixed_one()
    {
        var walk = Walking.Over(Of("a", List(U8, Fixed(2))));
        Assert.Equal("'a' has a size of 1 instead of 2", walk.Problem("a".Is(Many(Number(1)))));
        Assert.Equal("'a[1]' cannot be '256'", walk.Problem("a".Is(Many(Number(1), Number(256)))));
    }

    [Fact]
    public void No_element_may_begin_with_the_mark_that_ends_the_list() =>
        Assert.Equal(
            "'a' has an element that begins with the bytes that end the list",
            Walking.Over(Of("a", List(U16, Until(0xFF)))).Problem("a".Is(Many(Number(1), Number(0xFF00)))));

    [Fact]
    public void Lists_stand_in_lists() =>
        Walking.Over(Of("a", List(List(U8, By(U8)), Fixed(2)))).Holds("0201020103", "{ a: [[1, 2], [3]] }");

    [Fact]
    public void Bits_are_packed_from_the_least_significant()
    {
        var walk = Walking.Over(Of("on", new BitListType(By(U8))));
        walk.Holds("0a0502", "{ on: [true, false, true, false, false, false, false, false, false, true] }");
        Assert.Equal("Message.on@1 has bits set behind its 2", walk.Refusal("02 04"));
        Assert.Equal("Message.on@8 needs 2305843009213693952 bytes, but the body has 0 left", Walking.Over(Of("on", new BitListType(By(new IntegerType(8, false, ByteOrder.Big))))).Refusal("ffffffffffffffff"));
    }

    [Fact]
    public void Digits_stand_two_in_a_byte()
    {
        var walk = Walking.Over(Of("phone", new BcdType(Fixed(3))));
        walk.Holds("012345", "{ phone: 012345 }");
        Assert.Equal("Message.phone@0 has A among its decimal digits", walk.Refusal("01a345"));
        Assert.Equal("'phone' has a size of 2 instead of 3", walk.Problem("phone".Is("1234")));
        Assert.Equal("'phone' has an odd number of digits, but two share a byte", walk.Problem("phone".Is("12345")));
        Walking.Over(Of("phone", new BcdType(Until(0xFF))), Of("n", U8)).Holds("1234ff01", "{ phone: 1234, n: 1 }");
    }

    [Fact]
    public void Digits_may_be_fewer_where_their_field_is_filled()
    {
        var walk = Walking.Over(Of("phone", new BcdType(Fixed(3)) { IsFilled = true }));
        walk.Holds("12345f", "{ phone: 12345 }");
        walk.Holds("1fffff", "{ phone: 1 }");
        walk.Holds("ffffff", "{ phone:  }");
        Assert.Equal("Message.phone@0 has F among its decimal digits", walk.Refusal("1f2345"));
        Assert.Equal("'phone' has a size of 4 instead of 3", walk.Problem("phone".Is("1234567")));
    }

    [Fact]
    public void Filling_that_would_not_come_back_is_refused()
    {
        var walk = Walking.Over(Of("phone", new BcdType(By(U8)) { IsFilled = true }));
        walk.Holds("02123f", "{ phone: 123 }");
        Assert.Equal("Message.phone@1 has more filling than its digits need", walk.Refusal("0212ff"));
    }
}
