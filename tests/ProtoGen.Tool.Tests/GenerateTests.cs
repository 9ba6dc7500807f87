using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests;

/// <summary>protogen generate.</summary>
public sealed class GenerateTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    private string Schema => _scratch["chat.protogen.yaml"];

    private string Output => _scratch["Generated"];

    [Fact]
    public async Task The_files_are_those_of_the_generator()
    {
        await NewSchema();

        var run = await Command.Run("generate", Schema);

        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Equal(
            ["Chat.ChatProtocol.g.cs", "Chat.Greet.g.cs", "Chat.GreetReply.g.cs", "Chat.Notice.g.cs", "Chat.Ping.g.cs", "Chat.PingReply.g.cs", "Chat.Result.g.cs"],
            Generated());
        Assert.All(Directory.GetFiles(Output), path => Assert.Contains("Made by ProtoGen from chat.protogen.yaml", File.ReadLines(path).First(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Registrations_for_a_host_are_made_on_request()
    {
        await NewSchema();

        await Command.Run("generate", Schema, "--hosting");

        Assert.Contains("Chat.ChatHosting.g.cs", Generated());
    }

    [Fact]
    public async Task What_is_up_to_date_is_not_written_again()
    {
        await NewSchema();
        await Command.Run("generate", Schema);

        Assert.Equal(new Command(ExitCodes.Ok, "", ""), await Command.Run("generate", Schema));
        Assert.Equal(new Command(ExitCodes.Ok, "", ""), await Command.Run("generate", Schema, "--check"));
    }

    [Fact]
    public async Task Line_ends_of_version_control_are_no_difference()
    {
        await NewSchema();
        await Command.Run("generate", Schema);
        foreach (var path in Directory.GetFiles(Output)) File.WriteAllText(path, File.ReadAllText(path).ReplaceLineEndings("\r\n"));

        Assert.Equal(new Command(ExitCodes.Ok, "", ""), await Command.Run("generate", Schema, "--check"));
    }

    [Fact]
    public async Task A_check_names_what_is_stale_and_changes_nothing()
    {
        await NewSchema();
        await Command.Run("generate", Schema);
        File.WriteAllText(Schema, File.ReadAllText(Schema).Replace("Notice", "Message", StringComparison.Ordinal).Replace("Says who is there.", "Says who is here.", StringComparison.Ordinal));
        var before = Contents();

        var run = await Command.Run("generate", Schema, "--check");

        Assert.Equal((ExitCodes.Findings, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            ["Would be added: Chat.Message.g.cs", "Would be changed: Chat.ChatProtocol.g.cs", "Would be changed: Chat.Greet.g.cs", "Would be removed: Chat.Notice.g.cs"],
            Lines(run));
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task What_the_schema_no_longer_has_is_deleted_and_nothing_else()
    {
        await NewSchema();
        await Command.Run("generate", Schema);
        File.WriteAllText(Path.Combine(Output, "Mine.g.cs"), "// written by hand");
        File.WriteAllText(Path.Combine(Output, "Other.Note.g.cs"), File.ReadAllText(Path.Combine(Output, "Chat.Notice.g.cs")).Replace("chat.protogen.yaml", "other.protogen.yaml", StringComparison.Ordinal));
        File.WriteAllText(Schema, File.ReadAllText(Schema).Replace("Notice", "Message", StringComparison.Ordinal));

        var run = await Command.Run("generate", Schema);

        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        Assert.Equal(["Added: Chat.Message.g.cs", "Changed: Chat.ChatProtocol.g.cs", "Removed: Chat.Notice.g.cs"], Lines(run));
        Assert.Equal(["Chat.Message.g.cs", "Mine.g.cs", "Other.Note.g.cs"], Generated().Intersect(["Chat.Message.g.cs", "Chat.Notice.g.cs", "Mine.g.cs", "Other.Note.g.cs"]));
    }

    [Fact]
    public async Task A_file_of_somebody_else_is_never_overwritten()
    {
        await NewSchema();
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, "Chat.Notice.g.cs"), "// written by hand");

        var run = await Command.Run("generate", Schema);

        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Out));
        Assert.Contains("Chat.Notice.g.cs was not made from this schema", run.Error, StringComparison.Ordinal);
        Assert.Equal(["Chat.Notice.g.cs"], Generated());
    }

    [Fact]
    public async Task A_schema_with_errors_writes_nothing()
    {
        File.WriteAllText(Schema, "protocol: Chat\n");

        var run = await Command.Run("generate", Schema);

        Assert.Equal(ExitCodes.Usage, run.ExitCode);
        Assert.Contains("protogen check", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Output));
    }

    public void Dispose() => _scratch.Dispose();

    private Task<Command> NewSchema() => Command.Run("new", Schema);

    private IEnumerable<string> Generated() => Directory.GetFiles(Output).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private Dictionary<string, string> Contents() => Directory.GetFiles(Output).ToDictionary(path => path, File.ReadAllText);

    /// <summary>What was said, without the folder, in the order of the alphabet.</summary>
    private IEnumerable<string> Lines(Command run) =>
        run.Out.Replace(Output + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);
}
