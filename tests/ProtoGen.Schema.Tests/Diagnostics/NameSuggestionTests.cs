using ProtoGen.Schema.Diagnostics;

namespace ProtoGen.Schema.Tests.Diagnostics;

public class NameSuggestionTests
{
    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "abd", 1)]
    [InlineData("abc", "acb", 1)]
    [InlineData("strng", "string", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_edits_and_swaps(string from, string to, int expected) => Assert.Equal(expected, NameSuggestion.Distance(from, to));

    [Theory]
    [InlineData("strng", "string")]
    [InlineData("STRING", "string")]
    [InlineData("byes", "bytes")]
    [InlineData("zzz", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_offered_if_it_is_near(string name, string? expected) =>
        Assert.Equal(expected, NameSuggestion.Nearest(name, ["bytes", "string", "bool"]));

    [Fact]
    public void Very_long_names_are_not_compared() => Assert.Null(NameSuggestion.Nearest(new string('a', 10_000), [new string('a', 10_001)]));
}
