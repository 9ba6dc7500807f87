using Tests.EveryList;

namespace ProtoGen.Conformance;

/// <summary>Errors inside structs and lists say where they happened; nothing is allocated for a promise that cannot be kept.</summary>
public class NestedErrorTests
{
    private static readonly Structs Good = new()
    {
        Origin = default, Named = new Named { Kind = 1, Name = "n", Tags = default }, Flag = default, Points = default, Many = default,
        Flags = [default, default], Texts = default, Grid = default, Until = default, Tree = default, All = default,
    };

    [Fact]
    public void An_error_in_an_element_names_the_list_the_index_and_the_innermost_field()
    {
        byte[] body = [.. Body(Good), 7, 1, (byte)'a', 0, 7, 1, (byte)'b', 3];

        Assert.False(Structs.TryDecode(body, out _, out var error));
        Assert.Equal(("Structs.All", 1, "Named.Tags"), (error.Path, error.Index, error.Field));
        Assert.Equal("Structs.All[1]: Named.Tags at byte 30: needs 6 bytes, found 0", error.ToString());
    }

    [Fact]
    public void Bad_text_deep_inside_is_found_when_it_is_copied()
    {
        byte[] body = [.. Body(Good), 7, 1, 0xFF, 0];

        Assert.True(Structs.View.TryParse(body, out var view, out _));
        Assert.False(view.TryToRecord(out _, out var error));
        Assert.Equal("Structs.All[0]: Named.Name at byte 24: the bytes are not utf-8 text", error.ToString());
    }

    [Fact]
    public void Decoding_a_count_that_promises_too_much_is_refused_without_an_allocation()
    {
        byte[] body = [255, 1, 2];
        Numbers.TryDecode(body, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(Numbers.TryDecode(body, out _, out var error));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal("Numbers.A at byte 1: needs 510 bytes, found 2", error.ToString());
    }

    [Fact]
    public void A_struct_may_stand_inside_itself_as_often_as_the_schema_says()
    {
        Assert.True(Structs.TryDecode(Body(Good with { Tree = [Chain(8)] }), out var decoded, out _));
        Assert.Equal(Chain(8), decoded.Tree[0]);

        Assert.Equal("Node: stands inside itself more than 8 times", Assert.Throws<EncodeException>(() => (Good with { Tree = [Chain(9)] }).GetSize()).Message);
        byte[] tooDeep = [.. Enumerable.Repeat((byte)1, 22)];
        var body = Body(Good);
        byte[] bad = [.. body[..(body.Length - 1)], 1, .. tooDeep];
        Assert.False(Structs.TryDecode(bad, out _, out var error));
        Assert.Contains("Structs.Tree[0]: Node at byte", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_element_that_is_null_is_refused_before_a_byte_is_written() =>
        Assert.Equal("Structs.Tree: is null, but the field is always there", Assert.Throws<EncodeException>(() => (Good with { Tree = new Node[] { null! } }).GetSize()).Message);

    [Fact]
    public void A_view_of_a_list_is_read_without_an_allocation()
    {
        var body = Body(Good with { Points = [new Point { X = 1, Why = 2 }, new Point { X = 3, Why = 4 }], Texts = ["ab", "c"] });
        Sum(body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Sum(body);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1 + 2 + 3 + 4 + 3, sum);
    }

    private static int Sum(byte[] body)
    {
        if (!Structs.View.TryParse(body, out var view, out _)) return -1;
        var sum = 0;
        foreach (var point in view.Points) sum += point.X + point.Why;
        foreach (var text in view.Texts) sum += text.Length;
        return sum;
    }

    private static Node Chain(int depth) => new() { Value = (byte)depth, Children = depth == 0 ? default : [Chain(depth - 1)] };

    private static byte[] Body(Structs message)
    {
        var body = new byte[message.GetSize()];
        message.Encode(body);
        return body;
    }
}
