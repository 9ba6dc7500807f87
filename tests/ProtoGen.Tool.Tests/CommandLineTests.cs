using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests;

/// <summary>What holds for every verb.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("dance")]
    [InlineData("check")]
    [InlineData("check", "--explain", "PG9999")]
    [InlineData("check", "a", "--json", "--sarif", "-")]
    [InlineData("check", "nowhere.protogen.yaml")]
    public async Task What_cannot_be_done_is_said_and_exits_with_2(params string[] arguments)
    {
        var run = await Command.Run(arguments);
        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.NotEqual("", run.Error);
        Assert.Equal("", run.Out);
    }

    [Fact]
    public async Task Help_names_every_verb()
    {
        var run = await Command.Run("--help");
        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        string[] verbs = ["new", "check", "format", "decode", "encode", "test", "diff", "docs", "wireshark", "generate", "connect", "serve"];
        Assert.All(verbs, verb => Assert.Contains($"  {verb} ", run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_command_without_what_it_needs_says_how_to_ask()
    {
        Assert.Contains("See protogen --help.", (await Command.Run("check")).Error, StringComparison.Ordinal);
    }
}
