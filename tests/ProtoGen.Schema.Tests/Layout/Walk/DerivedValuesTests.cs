using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;
using static ProtoGen.Schema.Tests.Layout.Values;

namespace ProtoGen.Schema.Tests.Layout.Walk;

public class DerivedValuesTests
{
    private static readonly Checksum X25 = new CrcChecksum(CrcCatalogue.Find("crc16/x25")!);

    [Fact]
    public void A_length_counts_the_bytes_of_its_range()
    {
        var walk = Walking.Over(Of("length", U8).From(Bytes("length", "b", Plus(1))), Of("a", Shapes.Bytes(By(U8))), Of("b", U16), Of("c", U8));
        walk.Holds("0601aa000102", "{ length: 6, a: aa, b: 1, c: 2 }");
        Assert.Equal("0500000102", walk.Write("a".Is(Raw()), "b".Is(1), "c".Is(2)));
        Assert.Equal("Message.length@0 is 7, but must be 6", walk.Refusal("0701aa000102"));
        Assert.Equal("'length' would have to be 259, which it cannot hold", walk.Problem("a".Is(Raw(new byte[254])), "b".Is(1), "c".Is(2)));
    }

    [Fact]
    public void A_varint_that_counts_itself_settles()
    {
        var walk = Walking.Over(Of("length", Varint).From(Bytes("length", "a")), Of("a", Shapes.Bytes(Rest)));
        for (var size = 120; size < 135; size++)
        {
            var hex = walk.Write("a".Is(Raw(new byte[size])));
            Assert.Equal(size + (size < 127 ? 1 : 2), hex.Length / 2);
            Assert.Equal(hex, walk.Write(walk.Read(hex)));
        }
    }

    [Fact]
    public void Absent_fields_of_a_range_count_nothing() =>
        Walking.Over(Of("length", U8).From(Bytes("a", "b")), Of("count", U8).From(new PresentDerivation(new("a", "b"), default)), Of("a", U8).Tail(), Of("b", U16).Tail())
            .Holds("010107", "{ length: 1, count: 1, a: 7, b: absent }");

    [Fact]
    public void A_range_of_absent_fields_is_empty() =>
        Walking.Over(Of("length", U8).From(Bytes("a", "b")), Of("sum", U16).From(new CheckDerivation(X25, new("a", "b"), false)), Of("a", U8).Tail(), Of("b", U16).Tail())
            .Holds("000000", "{ length: 0, sum: 0, a: absent, b: absent }");

    [Fact]
    public void Division_that_leaves_a_remainder_is_refused()
    {
        var walk = Walking.Over(Of("words", U8).From(Bytes("a", "a", new ArithmeticStep(ArithmeticOperator.Divide, 4))), Of("a", Shapes.Bytes(Rest)));
        walk.Holds("01aabbccdd", "{ words: 1, a: aabbccdd }");
        Assert.Equal("Message.words@0 is 1, but must be another", walk.Refusal("01aabbcc"));
        Assert.Equal("'words' has no value: the division that makes it leaves a remainder", walk.Problem("a".Is(Raw(1, 2, 3))));
    }

    [Fact]
    public void A_count_stands_anywhere_in_the_structure() =>
        Walking.Over(Of("count", U8).From(new ElementsDerivation("items", default)), Of("items", List(U16, Rest)), Of("again", U8).From(new RepeatDerivation(Own("count"), EquatableArray.Of(Plus(1)))))
            .Holds("02000100020" + "3", "{ count: 2, items: [1, 2], again: 3 }");

    [Fact]
    public void A_value_is_repeated_whatever_its_type()
    {
        var walk = Walking.Over(Of("a", TextOf(By(U8))), Of("b", TextOf(By(U16))).From(new RepeatDerivation(Own("a"), default)));
        walk.Holds("0161000161", "{ a: a, b: a }");
        Assert.Equal("0161000161", walk.Write("a".Is("a")));
        Assert.Equal("Message.b@2 is b, but must be a", walk.Refusal("0161000162"));
    }

    [Fact]
    public void A_signed_value_is_repeated_as_a_number_and_never_cut()
    {
        var walk = Walking.Over(Of("a", new IntegerType(2, true, ByteOrder.Big)), Of("b", new IntegerType(1, true, ByteOrder.Big)).From(new RepeatDerivation(Own("a"), default)));
        walk.Holds("fffefe", "{ a: -2, b: -2 }");
        Assert.Equal("'b' would have to be 300, which it cannot hold", walk.Problem("a".Is(300)));
        Assert.Contains("is 44, but must be 300", walk.Refusal("012c2c"), StringComparison.Ordinal);
    }

    public static TheoryData<Checksum, string> Checksums => new()
    {
        { X25, "906e" },
        { new SumChecksum(8, false), "dd" },
        { new SumChecksum(16, false), "01dd" },
        { new SumChecksum(8, true), "23" },
        { new XorChecksum(), "31" },
        { new FletcherChecksum(), "1ede" },
        { new AdlerChecksum(), "091e01de" },
    };

    [Theory]
    [MemberData(nameof(Checksums))]
    public void Every_check_stands_behind_what_it_covers(Checksum checksum, string hex)
    {
        var type = new IntegerType(checksum.Width / 8, false, ByteOrder.Big);
        var walk = Walking.Over(Of("data", Shapes.Bytes(Shapes.Fixed(9))), Of("check", type).From(new CheckDerivation(checksum, new("data", "data"), false)));
        Assert.Equal("313233343536373839" + hex, walk.Write("data".Is(new BytesValue("123456789"u8.ToArray().ToEquatableArray()))));
        walk.Read("313233343536373839" + hex);
        Assert.Contains("but must be", walk.Refusal("313233343536373838" + hex), StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_covers_lengths_and_other_checks_before_and_behind_it()
    {
        var walk = Walking.Over(
            Of("outer", new IntegerType(4, false, ByteOrder.Little)).From(new CheckDerivation(new AdlerChecksum(), new("length", "inner"), false)),
            Of("length", U16).From(Bytes("outer", "inner")),
            Of("data", Shapes.Bytes(Rest)),
            Of("inner", U16).From(new CheckDerivation(X25, new("length", "data"), false)));
        var hex = walk.Write("data".Is(Raw(1, 2, 3)));
        Assert.Equal(11, hex.Length / 2);
        Assert.Equal(hex, walk.Write(walk.Read(hex)));
    }

    [Fact]
    public void A_signed_field_holds_the_bits_of_a_check() =>
        Walking.Over(Of("a", U8), Of("check", new IntegerType(1, true, ByteOrder.Big)).From(new CheckDerivation(new SumChecksum(8, false), new("a", "a"), false)))
            .Holds("fefe", "{ a: 254, check: -2 }");

    [Fact]
    public void Extra_bytes_of_the_message_enter_a_check()
    {
        var walk = new Walking(Message(Of("a", U8), Of("check", U8).From(new CheckDerivation(new SumChecksum(8, false), new("a", "a"), HasExtra: true))))
        {
            Context = WalkContext.Empty with { Extra = EquatableArray.Of<byte>(3, 4) },
        };
        walk.Holds("0108", "{ a: 1, check: 8 }");
    }

    [Fact]
    public void What_is_not_verified_is_written_right_all_the_same()
    {
        var walk = Walking.Over(Of("check", U8).From(new CheckDerivation(new SumChecksum(8, false), new("a", "a"), false)) with { Verify = false }, Of("a", U8));
        Assert.Equal("0505", walk.Write(walk.Read("0905")));
    }

    [Fact]
    public void A_check_inside_a_struct_covers_the_struct_alone()
    {
        var item = Struct("Item", Of("a", Shapes.Bytes(By(U8))), Of("check", U8).From(new CheckDerivation(new XorChecksum(), new("a", "a"), false)));
        new Walking(Message(Of("items", List(Use(item), Rest))), item).Holds("01aaab" + "01bbba", "{ items: [{ a: aa, check: 171 }, { a: bb, check: 186 }] }");
    }

    [Fact]
    public void Values_that_never_agree_are_refused()
    {
        var i32 = new IntegerType(4, true, ByteOrder.Big);
        var less = new ArithmeticStep(ArithmeticOperator.Subtract, 2);
        var walk = Walking.Over(
            Of("a", i32).From(new RepeatDerivation(Own("b"), EquatableArray.Of(Plus(1)))),
            Of("b", i32).From(new RepeatDerivation(Own("a"), EquatableArray.Of(less))));
        Assert.Equal("'Message' has derived values that never agree", walk.Problem());
    }

    private static BytesDerivation Bytes(string first, string last, params ArithmeticStep[] steps) => new(new(first, last), EquatableArray.Of(steps));
}
