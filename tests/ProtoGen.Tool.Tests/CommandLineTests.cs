using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests;

/// <summary>What holds for every verb.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("dance")]
    [InlineData("check")]
    [InlineData("check", "a", "b")]
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
        Assert.All(["new", "check", "decode", "encode", "test", "wireshark", "generate", "connect", "serve"], verb => Assert.Contains($"  {verb} ", run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_good_schema_has_nothing_to_say()
    {
        Assert.Equal(new Command(ExitCodes.Ok, "", ""), await Command.Run("check", Repository.DeviceLink));
    }
}
