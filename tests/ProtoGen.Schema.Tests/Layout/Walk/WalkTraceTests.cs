using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;

namespace ProtoGen.Schema.Tests.Layout.Walk;

public class WalkTraceTests
{
    [Fact]
    public void Every_value_says_where_it_stands()
    {
        var item = Struct("Item", Of("text", TextOf(By(U8))), Of("n", U16).Aligned(4));
        var trace = new WalkTrace();
        var message = Message(Of("a", U16), Of("items", List(Use(item), By(U8))), Of("none", U8).Tail());
        var walk = new Walking(message) { Context = new Walking(message, item).Context with { Trace = trace } };
        walk.Read("0001 01 0161 000000 0007");
        Assert.Equal(
            ["Message.a 0+0 2: 1", "Message.items 0+2 8", "Message.items[0] 1+3 7", "Message.items[0].text 2+3 2: a", "Message.items[0].n 2+8 2: 7"],
            trace.Values.Select(value => $"{value.Path} {value.Depth}+{value.Offset} {value.Length}{(value.Value is ListValue or StructValue ? "" : $": {value.Value}")}"));
    }

    [Fact]
    public void What_was_read_before_a_failure_is_known()
    {
        var trace = new WalkTrace();
        Assert.False(BodyReader.TryRead(Message(Of("a", Bytes(By(U8))), Of("b", U16)), [1, 2, 3], WalkContext.Empty with { Trace = trace }, out var values, out var failure));
        Assert.Equal("Message.a", Assert.Single(trace.Values).Path);
        Assert.Equal("a", Assert.Single(values).Field);
        Assert.Equal(("Message.b", "2 bytes", "1"), (failure!.Path, failure.Expected, failure.Found));
    }
}
