using ProtoGen.Schema.Layout;

namespace ProtoGen.Schema.Tests.Layout;

public class BodyLayoutTests
{
    [Fact]
    public void Neighbours_of_fixed_size_share_a_run_and_offsets_begin_anew_after_a_varying_field()
    {
        var layout = Schemas.Message("a: u8", "b: u32", "name: string[u16]", "c: f64", "d: 3s", "data: bytes[rest]", "e: u24").Layout;
        Assert.Equal([typeof(FixedRun), typeof(VariablePart), typeof(FixedRun), typeof(VariablePart), typeof(FixedRun)], layout.Parts.Select(part => part.GetType()));
        Assert.Equal([0, 1], ((FixedRun)layout.Parts[0]).Places.Select(place => place.Offset));
        Assert.Equal([0, 8], ((FixedRun)layout.Parts[2]).Places.Select(place => place.Offset));
        Assert.Equal(11, ((FixedRun)layout.Parts[2]).Size);
        Assert.Equal((0, 3), (((VariablePart)layout.Parts[1]).Reserved, ((VariablePart)layout.Parts[3]).Reserved));
        Assert.Equal(5 + 2 + 11 + 3, layout.MinSize);
        Assert.Null(layout.FixedSize);
    }

    [Theory]
    [InlineData("text: string[u8]", 1, 256)]
    [InlineData("text: string[u32]", 4, 65533)]
    [InlineData("text: string[u64]", 8, 65533)]
    [InlineData("text: string[rest]", 0, 65533)]
    [InlineData("text: 7s", 7, 7)]
    public void The_largest_body_is_limited_by_prefix_and_frame(string field, int min, int max)
    {
        var layout = Schemas.Message(field).Layout;
        Assert.Equal((min, max), (layout.MinSize, layout.MaxSize));
    }

    [Fact]
    public void The_largest_body_is_limited_by_what_the_length_can_announce()
    {
        var schema = Schemas.WithFields("data: bytes[rest]").Replace("u16 = bytes(id..body)", "u8 = bytes(id..body)", StringComparison.Ordinal);
        Assert.Equal(254, Schemas.Compile(schema).Messages[0].Layout.MaxSize);
    }
}
