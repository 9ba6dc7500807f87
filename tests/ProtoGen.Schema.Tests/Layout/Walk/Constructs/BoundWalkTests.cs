using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;
using static ProtoGen.Schema.Tests.Layout.Values;

namespace ProtoGen.Schema.Tests.Layout.Walk.Constructs;

public class BoundWalkTests
{
    [Fact]
    public void A_bound_ends_the_rest()
    {
        Walking.Over(Of("a", Bytes(Rest)).In(By(U8)), Of("b", Bytes(Rest))).Holds("02aabbcc", "{ a: aabb, b: cc }");
        Walking.Over(Of("a", List(U16, Rest)).In(Fixed(4)), Of("b", U8)).Holds("0001000203", "{ a: [1, 2], b: 3 }");
        Walking.Over(Of("a", Bytes(Rest)).In(Until(0xFF)), Of("b", U8)).Holds("aabbff03", "{ a: aabb, b: 3 }");
        Walking.Over(Of("a", TextOf(By(U8))).In(Rest), Of("b", U8)).Holds("016103", "{ a: a, b: 3 }");
    }

    [Fact]
    public void Nothing_may_reach_beyond_its_bound() =>
        Assert.Equal("Message.a@1 needs 4 bytes, but what holds it has 3 left", Walking.Over(Of("a", U32).In(By(U8)), Of("b", U8)).Refusal("03 000000 00"));

    [Fact]
    public void Bytes_left_over_are_an_error_kept_or_ignored()
    {
        Assert.Equal("Message.a@2 leaves 1 bytes of its bound over", Walking.Over(Of("a", U8).In(By(U8))).Refusal("02 01 ff"));
        Walking.Over(Of("a", U8).In(By(U8), Trailing.Keep), Of("b", U8)).Holds("0301fffe02", "{ a: 1, a*trailing: fffe, b: 2 }");

        var ignoring = Walking.Over(Of("a", U8).In(By(U8), Trailing.Ignore));
        Assert.Equal("0101", ignoring.Write(ignoring.Read("0301fffe")));
        Assert.Equal("01000000", Walking.Over(Of("a", U8).In(Fixed(4), Trailing.Ignore)).Write("a".Is(1)));
    }

    [Fact]
    public void Bytes_behind_the_last_field_follow_what_the_message_says()
    {
        var message = Message(Of("a", U8));
        Assert.Equal("@1 has 1 bytes more than its fields take", new Walking(message).Refusal("0102")["Message".Length..]);
        new Walking(message with { Trailing = Trailing.Keep }).Holds("0102", "{ a: 1, *trailing: 02 }");
        var ignoring = new Walking(message with { Trailing = Trailing.Ignore });
        Assert.Equal("01", ignoring.Write(ignoring.Read("0102")));
    }

    [Fact]
    public void A_fixed_bound_has_to_be_filled()
    {
        Assert.Equal("'a' has a size of 1 instead of 4", Walking.Over(Of("a", U8).In(Fixed(4))).Problem("a".Is(1)));
        Assert.Equal("'a' has a size of 5 instead of 4", Walking.Over(Of("a", Bytes(Rest)).In(Fixed(4), Trailing.Ignore)).Problem("a".Is(Raw(1, 2, 3, 4, 5))));
    }

    [Fact]
    public void An_earlier_field_says_a_bound()
    {
        var length = Of("length", U16).From(new SizeDerivation(EquatableArray.Of(new SizeUse("a", default, IsBound: true))));
        Walking.Over(length, Of("a", List(U16, Rest)).In(Said("length"))).Holds("000400010002", "{ length: 4, a: [1, 2] }");
    }

    [Fact]
    public void A_varint_before_aligned_content_settles()
    {
        // 125 bytes and an aligned number: where the number stands hangs on the varint before, and this on the padding.
        var nested = Struct("Nested", Of("data", Bytes(By(U8))), Of("n", U32).Aligned(4));
        var walk = new Walking(Message(Of("a", Use(nested)).In(By(Varint))), nested);
        for (var size = 110; size < 140; size++)
        {
            var hex = walk.Write("a".Is(Group("data".Is(Raw(new byte[size])), "n".Is(1))));
            Assert.Equal(hex, walk.Write(walk.Read(hex)));
        }
    }
}
