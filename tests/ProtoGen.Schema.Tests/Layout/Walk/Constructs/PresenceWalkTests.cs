using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;
using static ProtoGen.Schema.Tests.Layout.Values;

namespace ProtoGen.Schema.Tests.Layout.Walk.Constructs;

public class PresenceWalkTests
{
    private static readonly Field Derived = Of("has", new BoolType()).From(new PresenceDerivation(EquatableArray.Of(new PresenceUse("a", true), new PresenceUse("b", false))));

    [Fact]
    public void A_bit_that_only_says_what_is_there_follows_from_it()
    {
        var walk = Walking.Over(Derived, Of("a", U8).If("has"), Of("b", U16).IfNot("has"));
        walk.Holds("0105", "{ has: true, a: 5, b: absent }");
        walk.Holds("000005", "{ has: false, a: absent, b: 5 }");
        Assert.Equal("0107", walk.Write("a".Is(7)));
        Assert.Equal("000007", walk.Write("b".Is(7)));
        Assert.Equal("'has' says whether 'a' and 'b' are there, but they do not agree", walk.Problem("a".Is(7), "b".Is(7)));
        Assert.Equal("'has' says whether 'a' and 'b' are there, but they do not agree", walk.Problem());
    }

    public static TheoryData<ConditionOperator, long, string> Conditions => new()
    {
        { ConditionOperator.IsSet, 0, "010203" },
        { ConditionOperator.IsClear, 0, "00" },
        { ConditionOperator.Equal, 2, "02" },
        { ConditionOperator.NotEqual, 2, "000103" },
        { ConditionOperator.Less, 2, "0001" },
        { ConditionOperator.LessOrEqual, 2, "000102" },
        { ConditionOperator.Greater, 2, "03" },
        { ConditionOperator.GreaterOrEqual, 2, "0203" },
        { ConditionOperator.HasAnyBit, 2, "0203" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_users_value_says_what_is_there(ConditionOperator how, long operand, string holding)
    {
        var walk = Walking.Over(Of("kind", U8), Of("a", U8).If(new ConditionTerm(Own("kind"), how, operand)));
        foreach (var kind in new byte[] { 0, 1, 2, 3 })
        {
            var holds = Convert.FromHexString(holding).Contains(kind);
            walk.Holds(holds ? $"0{kind}09" : $"0{kind}", $"{{ kind: {kind}, a: {(holds ? "9" : "absent")} }}");
            Assert.Equal(
                holds ? "'a' is absent, but the condition for it holds" : "'a' is given, but the condition for it does not hold",
                holds ? walk.Problem("kind".Is(kind)) : walk.Problem("kind".Is(kind), "a".Is(9)));
        }
    }

    [Fact]
    public void All_terms_of_a_condition_have_to_hold_and_an_absent_value_counts_as_zero()
    {
        var walk = Walking.Over(
            Of("a", U8),
            Of("b", U8).If("a"),
            Of("c", U8).If(new ConditionTerm(Own("a"), ConditionOperator.Less, 2), new ConditionTerm(Own("b"), ConditionOperator.Equal, 0)));
        walk.Holds("0007", "{ a: 0, b: absent, c: 7 }");
        walk.Holds("010007", "{ a: 1, b: 0, c: 7 }");
        walk.Holds("0105", "{ a: 1, b: 5, c: absent }");
        walk.Holds("0205", "{ a: 2, b: 5, c: absent }");
    }

    [Fact]
    public void Optional_tails_are_there_while_bytes_remain()
    {
        var walk = Walking.Over(Of("a", U8), Of("b", U16).Tail(), Of("c", TextOf(By(U8))).Tail(), Of("d", Bytes(Rest)));
        walk.Holds("01", "{ a: 1, b: absent, c: absent, d:  }");
        walk.Holds("010002", "{ a: 1, b: 2, c: absent, d:  }");
        walk.Holds("01000200", "{ a: 1, b: 2, c: , d:  }");
        walk.Holds("01000200aa", "{ a: 1, b: 2, c: , d: aa }");
        Assert.Equal("Message.b@1 needs 2 bytes, but the body has 1 left", walk.Refusal("0100"));
        Assert.Equal("'c' stands behind an optional field that is absent", walk.Problem("a".Is(1), "c".Is("x"), "d".Is(Raw())));
        Assert.Equal("'d' stands behind an optional field that is absent", walk.Problem("a".Is(1), "b".Is(2), "d".Is(Raw(1))));
    }

    [Fact]
    public void A_tail_ends_with_the_bound_around_it()
    {
        var nested = Struct("Nested", Of("a", U8), Of("b", U8).Tail());
        var walk = new Walking(Message(Of("n", Use(nested)).In(By(U8)), Of("end", U8)), nested);
        walk.Holds("010109", "{ n: { a: 1, b: absent }, end: 9 }");
        walk.Holds("02010209", "{ n: { a: 1, b: 2 }, end: 9 }");
        Assert.Equal("Message.n@3 leaves 1 bytes of its bound over", walk.Refusal("03 0102 03 09"));
    }

    [Fact]
    public void A_tail_inside_a_struct_leaves_what_must_follow_the_struct()
    {
        var nested = Struct("Nested", Of("a", U8), Of("b", U8).Tail());
        var walk = new Walking(Message(Of("n", Use(nested)), Of("end", U8)), nested);
        walk.Holds("0109", "{ n: { a: 1, b: absent }, end: 9 }");
        walk.Holds("010209", "{ n: { a: 1, b: 2 }, end: 9 }");
    }

    [Fact]
    public void A_derived_field_is_there_where_its_condition_holds() =>
        Assert.Equal("01ff", Walking.Over(Of("a", U8), Of("sum", U8).From(new ConstantDerivation(Number(255))).If("a")).Write("a".Is(1)));

    [Fact]
    public void Padding_aligns_a_field_and_has_to_be_zero()
    {
        var nested = Struct("Nested", Of("n", U8), Of("x", U32).Aligned(4));
        var walk = new Walking(Message(Of("data", Bytes(By(U8))), Of("n", Use(nested)), Of("end", U16).Aligned(2)), nested);
        walk.Holds("01aa0700000000090001", "{ data: aa, n: { n: 7, x: 9 }, end: 1 }");
        walk.Holds("0007000000000009" + "0001", "{ data: , n: { n: 7, x: 9 }, end: 1 }");
        Assert.Equal("Message.n.x@3 has a byte 1 before it, but what aligns it must be 0", walk.Refusal("01aa 07 01 00000009 0001"));
        Assert.Equal("Message.n.x@2 needs 2 bytes, but the body has 1 left", walk.Refusal("00 07 00"));
    }
}
