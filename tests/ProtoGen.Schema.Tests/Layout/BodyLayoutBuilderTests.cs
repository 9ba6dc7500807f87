using ProtoGen.Schema.Layout;
using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;

namespace ProtoGen.Schema.Tests.Layout;

public class BodyLayoutBuilderTests
{
    private static readonly Structure Point = Struct("Point", Of("x", U16), Of("y", U16));
    private static readonly Structure Tailed = Struct("Tailed", Of("a", U8), Of("b", U8).Tail());
    private static readonly Structure Open = Struct("Open", Of("a", U8), Of("b", Bytes(Rest)), Of("c", U8));

    [Fact]
    public void Structs_and_lists_of_fixed_size_stand_in_a_run()
    {
        var layout = Message(Of("a", U8), Of("p", Use(Point)), Of("many", List(U16, Fixed(3))), Of("bits", new BitListType(Fixed(9)))).Layout;
        Assert.Equal([(0, 1), (1, 4), (5, 6), (11, 2)], Assert.IsType<FixedRun>(Assert.Single(layout.Parts)).Places.Select(place => (place.Offset, place.Size)));
        Assert.Equal(13, layout.FixedSize);
    }

    [Fact]
    public void Conditions_tails_and_bounds_end_a_run()
    {
        var layout = Message(Of("a", U8), Of("b", U8).If("a"), Of("c", U8), Of("d", U8).In(Fixed(4)), Of("e", U8), Of("f", U8).Tail()).Layout;
        Assert.Equal("RVRVRV", Shape(layout));
        Assert.Equal((1 + 1 + 4 + 1, 1 + 1 + 1 + 4 + 1 + 1), (layout.MinSize, layout.MaxSize));
        Assert.Null(layout.FixedSize);
    }

    [Fact]
    public void A_field_aligned_at_a_known_offset_needs_no_part_of_its_own()
    {
        var layout = Message(Of("a", U32), Of("b", U32).Aligned(4), Of("c", U8), Of("d", U32).Aligned(4), Of("e", U32).Aligned(4)).Layout;
        Assert.Equal("RVR", Shape(layout));
        Assert.Equal((16 + 4, 16 + 4), (layout.MinSize, layout.MaxSize));
        Assert.Null(layout.FixedSize);
    }

    [Fact]
    public void A_field_of_a_struct_is_never_aligned_beforehand()
    {
        var layout = Struct("S", Of("a", U32).Aligned(4)).Layout;
        Assert.Equal("V", Shape(layout));
        Assert.Equal((4, 7), (layout.MinSize, layout.MaxSize));
    }

    [Fact]
    public void After_a_varying_field_no_offset_is_known() =>
        Assert.Equal("VV", Shape(Message(Of("a", Bytes(By(U8))), Of("b", U32).Aligned(4)).Layout));

    [Fact]
    public void A_rest_leaves_the_fixed_bytes_behind_it()
    {
        Assert.Equal([4 + 3], Reserved(Message(Of("rest", Bytes(Rest)), Of("a", U32), Of("b", U8).In(Fixed(3)))));
        Assert.Equal([2], Reserved(Message(Of("rest", ListInBytes(U16, Rest)), Of("a", U16))));
        Assert.Equal([2], Reserved(Message(Of("rest", Use(Open)), Of("a", U16))));
        Assert.Equal([2], Reserved(Message(Of("rest", Use(Tailed)), Of("a", U16))));
        Assert.Equal([2], Reserved(Message(Of("rest", U8).In(Rest, Trailing.Keep), Of("a", U16))));
        Assert.Equal([2], Reserved(Message(Of("tag", U8), Of("rest", Switch("tag", Case("A", null, 1), Case("B", Bytes(Rest), 2))), Of("a", U16))));
    }

    [Fact]
    public void A_rest_inside_a_bound_leaves_nothing_outside() =>
        Assert.Equal([0], Reserved(Message(Of("rest", Bytes(Rest)).In(By(U8)), Of("a", U16))));

    [Fact]
    public void A_use_of_a_struct_knows_its_size_unless_it_takes_something_from_outside()
    {
        Assert.Equal(4, Use(Point).FixedSize);
        Assert.Null(Use(Point with { Parameters = EquatableArray.Of(new Parameter("n", ParameterSource.Enclosing)) }, Own("n")).FixedSize);
        Assert.Equal((1, 2), (Use(Tailed).MinSize, Use(Tailed).MaxSize));
        Assert.True(Use(Tailed).TakesRest && Use(Open).TakesRest && !Use(Point).TakesRest);
    }

    public static TheoryData<string, FieldType, long, long> Sizes => new()
    {
        { "varint prefix", TextOf(By(Varint)), 1, int.MaxValue },
        { "prefixed list", List(U16, By(U8)), 1, 1 + (2 * 255) },
        { "prefixed list of varying elements", List(Bytes(By(U8)), By(U8)), 1, 1 + (256 * 255) },
        { "prefixed list in bytes", ListInBytes(U16, By(U8)), 1, 1 + 255 },
        { "fixed list of varying elements", List(TextOf(By(U8)), Fixed(3)), 3, 3 * 256 },
        { "bits", new BitListType(By(U8)), 1, 1 + 32 },
        { "terminated", TextOf(Until(0x0D, 0x0A)), 2, int.MaxValue },
        { "rest", List(U32, Rest), 0, int.MaxValue },
        { "said", new BcdType(Said("n")), 0, int.MaxValue },
        { "switch", Switch("t", Case("A", null, 1), Case("B", U32, 2)), 0, 4 },
        { "switch without an empty case", Switch("t", Case("A", U8, 1), Case("B", TextOf(By(U8)), 2)), 1, 256 },
        { "codec", new CodecType("C", "V"), 0, int.MaxValue },
        { "huge", List(List(U32, Fixed(int.MaxValue)), Fixed(int.MaxValue)), int.MaxValue, int.MaxValue },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_smallest_and_the_largest_size_of_a_type(string what, FieldType type, long min, long max) =>
        Assert.Equal((what, min, max), (what, BodySizes.Min(type), BodySizes.Max(type)));

    [Fact]
    public void A_bound_is_as_large_as_what_it_holds_unless_more_may_be_left_over()
    {
        Assert.Equal(new(2, 2), BodySizes.Range(Of("a", U8).In(By(U8))));
        Assert.Equal(new(2, 256), BodySizes.Range(Of("a", U8).In(By(U8), Trailing.Keep)));
        Assert.Equal(new(9, 9), BodySizes.Range(Of("a", U8).In(Fixed(9), Trailing.Ignore)));
    }

    private static string Shape(BodyLayout layout) => string.Concat(layout.Parts.Select(part => part is FixedRun ? 'R' : 'V'));

    private static IEnumerable<int> Reserved(Structure structure) =>
        structure.Layout.Parts.OfType<VariablePart>().Where(part => part.Field.Name == "rest").Select(part => part.Reserved);
}
