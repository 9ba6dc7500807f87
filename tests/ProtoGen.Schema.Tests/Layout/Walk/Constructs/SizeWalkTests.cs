using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;
using static ProtoGen.Schema.Tests.Layout.Values;

namespace ProtoGen.Schema.Tests.Layout.Walk.Constructs;

public class SizeWalkTests
{
    private static readonly Field Length = Of("length", U8).From(new SizeDerivation(EquatableArray.Of(new SizeUse("data", default, IsBound: false))));

    [Fact]
    public void A_varint_announces_a_size()
    {
        var walk = Walking.Over(Of("data", Bytes(By(Varint))), Of("end", U8));
        walk.Holds("03aabbcc07", "{ data: aabbcc, end: 7 }");
        Assert.StartsWith("8001" + "00", walk.Write("data".Is(Raw(new byte[128])), "end".Is(1)), StringComparison.Ordinal);
        Assert.Equal("Message.data@0 is spelled in more bytes than it needs", walk.Refusal("8300 aabbcc 07"));
        Assert.Equal("Message.data@1 needs 3 bytes, but the body has 2 left", walk.Refusal("03 aabb"));
    }

    [Fact]
    public void An_earlier_field_says_a_size_and_is_never_given()
    {
        var walk = Walking.Over(Length, Of("data", Bytes(Said("length"))));
        walk.Holds("02aabb", "{ length: 2, data: aabb }");
        Assert.Equal("03010203", walk.Write("data".Is(Raw(1, 2, 3))));
        Assert.Equal("'length' would have to be 256, which it cannot hold", walk.Problem("data".Is(Raw(new byte[256]))));
    }

    [Fact]
    public void Arithmetic_on_a_size_is_inverted_when_writing()
    {
        var walk = Walking.Over(Length, Of("data", Bytes(Said("length", Plus(1), Times(2)))));
        walk.Holds("01aabbccdd", "{ length: 1, data: aabbccdd }");
        Assert.Equal("'data' has a size of 3, which 'length' has no value for", walk.Problem("data".Is(Raw(1, 2, 3))));
        Assert.Equal("'length' would have to be -1, which it cannot hold", walk.Problem("data".Is(Raw())));
    }

    [Fact]
    public void A_size_below_zero_is_refused() =>
        Assert.Equal(
            "Message.data@1 has no size: 'length' is 3",
            Walking.Over(Length, Of("data", Bytes(Said("length", new ArithmeticStep(ArithmeticOperator.Subtract, 4))))).Refusal("03"));

    [Fact]
    public void A_size_beyond_63_bits_is_refused_even_where_arithmetic_would_wrap() =>
        Assert.Equal(
            "Message.data@8 has no size: 'n' is 18446744073709551615",
            Walking.Over(Of("n", new IntegerType(8, false, ByteOrder.Big)), Of("data", Bytes(Said("n", Plus(2))))).Refusal("ffffffffffffffff aa"));

    [Fact]
    public void Uses_of_one_size_have_to_agree()
    {
        var both = new SizeDerivation(EquatableArray.Of(new SizeUse("a", default, false), new SizeUse("b", default, false)));
        var walk = Walking.Over(Of("count", U8).From(both), Of("a", List(U8, Said("count"))), Of("b", List(U8, Said("count"))));
        walk.Holds("0201020304", "{ count: 2, a: [1, 2], b: [3, 4] }");
        Assert.Equal("'b' needs 'count' to be 1, but another field needs 2", walk.Problem("a".Is(Many(Number(1), Number(2))), "b".Is(Many(Number(3)))));
    }

    [Fact]
    public void A_rounded_size_leaves_the_number_to_the_user()
    {
        var words = new ArithmeticStep(ArithmeticOperator.CeilingDivide, 4);
        var walk = Walking.Over(Of("bits", U8), Of("data", Bytes(Said("bits", words))));
        walk.Holds("05aabb", "{ bits: 5, data: aabb }");
        Assert.Equal("'data' has a size of 2, but 'bits' is 9", walk.Problem("bits".Is(9), "data".Is(Raw(1, 2))));
    }

    [Fact]
    public void A_size_that_nothing_uses_has_to_be_zero()
    {
        var walk = Walking.Over(Of("has", new BoolType()), Length, Of("data", Bytes(Said("length"))).If("has"));
        walk.Holds("0000", "{ has: false, length: 0, data: absent }");
        Assert.Equal("Message.length@1 is 3, but must be 0 where nothing depends on it", walk.Refusal("0003"));
    }

    [Fact]
    public void A_mark_ends_bytes_and_may_not_be_in_them()
    {
        var walk = Walking.Over(Of("data", Bytes(Until(0x0D, 0x0A))), Of("end", U8));
        walk.Holds("0d0d0a07", "{ data: 0d, end: 7 }");
        Assert.Equal("Message.data@0 has no end: the bytes that end it do not follow", walk.Refusal("0d0d"));
        Assert.Equal("'data' holds the bytes that end it", walk.Problem("data".Is(Raw(1, 0x0D, 0x0A, 2)), "end".Is(0)));
    }

    [Fact]
    public void A_number_of_several_widths_says_a_size_in_the_narrowest()
    {
        // DLMS-like: a byte below 0x80 is the size itself, 0x81 and 0x82 announce wider ones.
        var walk = Walking.Over(
            Of("form", U8).From(new WidthDerivation("length")),
            Of("length", Switch("form", Case("One", U8, 1), Case("Two", U16, 2)) with { Choice = null })
                .From(new SizeDerivation(EquatableArray.Of(new SizeUse("data", default, false)))),
            Of("data", Bytes(Said("length"))));
        walk.Holds("0102aabb", "{ form: 1, length: 2, data: aabb }");
        Assert.StartsWith("02012c", walk.Write("data".Is(Raw(new byte[300]))), StringComparison.Ordinal);
        Assert.Equal("Message.form@0 is 2, a wider form than 2 needs", walk.Refusal("02 0002 aabb"));
        Assert.Equal("Message.length@1 has no case for 'form' being 3", walk.Refusal("03 02 aabb"));
    }

    [Fact]
    public void A_wider_form_is_kept_where_the_schema_says_so() => Walking.Over(
        Of("form", U8).From(new WidthDerivation("length")) with { KeepsSpelling = true },
        Of("length", Switch("form", Case("One", U8, 1), Case("Two", U16, 2)) with { Choice = null })
            .From(new SizeDerivation(EquatableArray.Of(new SizeUse("data", default, false)))),
        Of("data", Bytes(Said("length")))).Holds("020002aabb", "{ form: 2, length: 2, data: aabb }");

    [Fact]
    public void A_longer_varint_is_kept_where_the_schema_says_so()
    {
        Walking.Over(Of("n", Varint) with { KeepsSpelling = true }).Holds("858000", "{ n: 5, n*spelling: 3 }");
        Walking.Over(Of("data", Bytes(By(Varint))) with { KeepsSpelling = true }).Holds("8200aabb", "{ data: aabb, data*spelling: 2 }");
        Walking.Over(Of("on", new BoolType()) with { KeepsSpelling = true }).Holds("02", "{ on: true, on*spelling: 2 }");
    }
}
