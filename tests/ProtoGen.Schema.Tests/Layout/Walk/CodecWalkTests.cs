using ProtoGen.Schema.Layout.Walk;
using ProtoGen.Schema.Model;
using static ProtoGen.Schema.Tests.Layout.Shapes;
using static ProtoGen.Schema.Tests.Layout.Values;

namespace ProtoGen.Schema.Tests.Layout.Walk;

public class CodecWalkTests
{
    private static readonly Structure Fields = Message(Of("a", new CodecType("Unary", "int")), Of("end", U8));

    private static readonly WalkCodec Unary = new(
        (body, position) => Array.IndexOf(body, (byte)0, position) is >= 0 and var zero ? (Number(zero - position), zero - position + 1) : null,
        value => value is IntegerValue number ? [.. Enumerable.Repeat((byte)1, (int)number.Value.Bits), 0] : null);

    [Fact]
    public void Code_of_the_users_own_reads_and_writes_a_field()
    {
        var walk = new Walking(Fields) { Context = WalkContext.Empty with { Extensions = new() { Codecs = new Dictionary<string, WalkCodec> { ["Unary"] = Unary } } } };
        walk.Holds("01010005", "{ a: 2, end: 5 }");
        Assert.Equal("Message.a@0 is nothing that Unary reads", walk.Refusal("010105"));
        Assert.Equal("'a' is nothing that Unary writes", walk.Problem("a".Is("x"), "end".Is(1)));
    }

    [Fact]
    public void Without_that_code_the_bytes_are_shown_as_they_are() => new Walking(Fields).Holds("01010005", "{ a: 010100, end: 5 }");
}
