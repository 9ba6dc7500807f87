namespace ProtoGen.Schema.Tests.Model;

/// <summary>The model is compared by value: that is what lets a build skip what did not change.</summary>
public class ProtocolEqualityTests
{
    private static readonly string Sample = Repository.Read("samples/DeviceLink/device-link.protogen.yaml");

    [Fact]
    public void The_same_text_gives_an_equal_protocol()
    {
        var (first, second) = (SchemaCompiler.Compile(Sample), SchemaCompiler.Compile(Sample));
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
    }

    [Fact]
    public void Comments_and_empty_lines_change_nothing() =>
        Assert.Equal(Schemas.Compile(Sample), Schemas.Compile("# A comment.\n\n" + Sample.Replace("fields:\n", "fields:   # these\n\n", StringComparison.Ordinal)));

    [Fact]
    public void Line_endings_and_a_byte_order_mark_change_nothing() =>
        Assert.Equal(Schemas.Compile(Sample), Schemas.Compile("\ufeff" + Sample.Replace("\n", "\r\n", StringComparison.Ordinal)));

    [Theory]
    [InlineData("imei: 15s", "imei: 16s")]
    [InlineData("id: 0x03", "id: 0x13")]
    [InlineData("News for a device", "Other news")]
    [InlineData("every: 3s", "every: 4s")]
    [InlineData("Error: -1", "Error: -2")]
    public void Any_other_edit_changes_it(string from, string to)
    {
        var edited = SchemaCompiler.Compile(Sample.Replace(from, to, StringComparison.Ordinal));
        Assert.NotEqual(Schemas.Compile(Sample), edited.Protocol);
    }

    [Fact]
    public void An_edit_of_one_message_leaves_the_others_equal()
    {
        var edited = Schemas.Compile(Sample.Replace("level: { type: u8", "level: { type: u16", StringComparison.Ordinal));
        var changed = Schemas.Compile(Sample).Messages.Zip(edited.Messages).Where(pair => !pair.First.Equals(pair.Second));
        Assert.Equal(["Notice"], changed.Select(pair => pair.First.Name));
    }
}
