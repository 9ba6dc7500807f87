using ProtoGen.Framing;

namespace ProtoGen.Runtime.Tests.Framing;

/// <summary>Bodies that come in parts.</summary>
public class PartsTests
{
    [Fact]
    public void A_chain_ends_with_its_last_part_and_a_new_one_begins()
    {
        var parts = new ChainedParts(10);

        Assert.Equal(PartStatus.Kept, parts.Add(false, [1, 2], out _));
        Assert.Equal(PartStatus.Kept, parts.Add(false, [], out _));
        Assert.Equal(PartStatus.Whole, parts.Add(true, [3], out var body));
        Assert.Equal([1, 2, 3], body.ToArray());
        Assert.Equal(PartStatus.Whole, parts.Add(true, [4], out body));
        Assert.Equal([4], body.ToArray());
    }

    [Fact]
    public void A_chain_longer_than_allowed_is_refused_and_forgotten()
    {
        var parts = new ChainedParts(4);

        Assert.Equal(PartStatus.Kept, parts.Add(false, [1, 2, 3], out _));
        Assert.Equal(PartStatus.Refused, parts.Add(false, [4, 5], out _));
        Assert.Equal(PartStatus.Whole, parts.Add(true, [6, 7, 8, 9], out var body));
        Assert.Equal([6, 7, 8, 9], body.ToArray());
    }

    [Fact]
    public void Numbered_parts_may_come_in_any_order_twice_and_between_others()
    {
        var parts = new NumberedParts(100);

        Assert.Equal(PartStatus.Kept, parts.Add(7, 2, 3, [3], out _));
        Assert.Equal(PartStatus.Kept, parts.Add(8, 0, 2, [8], out _));
        Assert.Equal(PartStatus.Kept, parts.Add(7, 2, 3, [9], out _));
        Assert.Equal(PartStatus.Kept, parts.Add(7, 0, 3, [1], out _));
        Assert.Equal(PartStatus.Whole, parts.Add(7, 1, 3, [2], out var body));
        Assert.Equal([1, 2, 3], body.ToArray());
        Assert.Equal(PartStatus.Whole, parts.Add(8, 1, 2, [9], out body));
        Assert.Equal([8, 9], body.ToArray());
        Assert.Equal(PartStatus.Whole, parts.Add(9, 0, 1, [5], out body));
        Assert.Equal([5], body.ToArray());
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(2, 2)]
    [InlineData(0, 0)]
    [InlineData(0, int.MaxValue)]
    public void Numbers_that_make_no_sense_are_refused(int index, int count) =>
        Assert.Equal(PartStatus.Refused, new NumberedParts(100).Add(1, index, count, [1], out _));

    [Fact]
    public void A_count_that_changes_is_refused()
    {
        var parts = new NumberedParts(100);
        parts.Add(1, 0, 3, [1], out _);
        Assert.Equal(PartStatus.Refused, parts.Add(1, 1, 2, [1], out _));
    }

    [Fact]
    public void What_waits_longest_is_dropped_when_too_much_waits()
    {
        var parts = new NumberedParts(10);
        parts.Add(1, 0, 2, new byte[6], out _);
        parts.Add(2, 0, 2, new byte[6], out _);

        Assert.Equal(1, parts.Dropped);
        Assert.Equal(PartStatus.Whole, parts.Add(2, 1, 2, [1], out _));
        Assert.Equal(PartStatus.Kept, parts.Add(1, 1, 2, [1], out _));
    }

    [Fact]
    public void Bodies_of_empty_parts_do_not_pile_up()
    {
        var parts = new NumberedParts(1000);
        for (var id = 0; id < 100_000; id++) parts.Add(id, 0, 2, [], out _);
        Assert.InRange(parts.Dropped, 98_000, 100_000);
    }
}
