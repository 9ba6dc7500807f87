using ProtoGen.Schema;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Tests;

/// <summary>protogen new.</summary>
public class NewTests
{
    [Theory]
    [InlineData("chat.protogen.yaml", "chat.protogen.yaml", "Chat")]
    [InlineData("device-link", "device-link.protogen.yaml", "DeviceLink")]
    [InlineData("deep/er/old_plc.protogen.yaml", "deep/er/old_plc.protogen.yaml", "OldPlc")]
    public async Task A_new_schema_compiles_and_its_vectors_hold(string typed, string file, string protocol)
    {
        using var scratch = new ScratchFolder();

        var run = await Command.Run("new", scratch[typed]);

        Assert.Equal(ExitCodes.Ok, run.ExitCode);
        var text = File.ReadAllText(scratch[file]);
        var result = SchemaCompiler.Compile(text);
        Assert.Empty(result.Diagnostics);
        Assert.Equal((protocol, protocol), (result.Protocol!.Name, result.Protocol.Namespace));
        Assert.Contains("vectors:\n", text, StringComparison.Ordinal);
        Assert.StartsWith("No findings in 1 file", (await Command.Run("check", scratch[file])).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, (await Command.Run("format", "--check", scratch[file])).ExitCode);
    }

    [Fact]
    public async Task A_vector_that_does_not_hold_would_be_found()
    {
        using var scratch = new ScratchFolder();
        await Command.Run("new", scratch["chat"]);
        var text = File.ReadAllText(scratch["chat.protogen.yaml"]);

        Assert.NotEmpty(SchemaCompiler.Compile(text.Replace("values: { name: Ada }", "values: { name: Eve }", StringComparison.Ordinal)).Diagnostics);
    }

    [Fact]
    public async Task Editors_find_the_schema_of_schemas_beside_it()
    {
        using var scratch = new ScratchFolder();

        await Command.Run("new", scratch["chat"]);

        var link = File.ReadLines(scratch["chat.protogen.yaml"]).First();
        Assert.StartsWith("# yaml-language-server: $schema=", link, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "schema/protogen.schema.json")), File.ReadAllText(scratch[link.Split('=')[1]]));
    }

    [Fact]
    public async Task The_namespace_may_be_another()
    {
        using var scratch = new ScratchFolder();

        await Command.Run("new", scratch["chat"], "--namespace", "Acme.Wire");

        var protocol = SchemaCompiler.Compile(File.ReadAllText(scratch["chat.protogen.yaml"])).Protocol!;
        Assert.Equal(("Chat", "Acme.Wire"), (protocol.Name, protocol.Namespace));
    }

    [Fact]
    public async Task What_is_there_stays_as_it_is()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch["chat.protogen.yaml"], "mine");
        File.WriteAllText(scratch["protogen.schema.json"], "mine too");

        var refused = await Command.Run("new", scratch["chat"]);
        var made = await Command.Run("new", scratch["talk"]);

        Assert.Equal((ExitCodes.Usage, ""), (refused.ExitCode, refused.Out));
        Assert.Contains("chat.protogen.yaml is there already", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(scratch["chat.protogen.yaml"]));
        Assert.Equal(ExitCodes.Ok, made.ExitCode);
        Assert.Equal("mine too", File.ReadAllText(scratch["protogen.schema.json"]));
    }

    [Theory]
    [InlineData("chat.yaml", "chat.protogen.yaml")]
    [InlineData("3.protogen.yaml", "beginning with a letter")]
    [InlineData(".protogen.yaml", "no name")]
    public async Task A_name_that_does_not_work_is_refused_and_nothing_is_made(string file, string mend)
    {
        using var scratch = new ScratchFolder();

        var run = await Command.Run("new", scratch[file]);

        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Out));
        Assert.Contains(mend, run.Error, StringComparison.Ordinal);
        Assert.Empty(scratch.Files);
    }
}
