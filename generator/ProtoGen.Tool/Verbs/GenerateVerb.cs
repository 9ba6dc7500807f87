using System.CommandLine;
using ProtoGen.Generator;
using ProtoGen.Tool.Generating;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen generate: the C# of a schema in a folder, for those who keep generated code under version control.</summary>
internal static class GenerateVerb
{
    public static Command Create(Terminal terminal)
    {
        var schema = AllVerbs.Schema();
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The folder for the files; by default Generated beside the schema." };
        var hosting = new Option<bool>("--hosting") { Description = "With the registrations for a host; the project needs ProtoGen.Hosting." };
        var check = new Option<bool>("--check") { Description = "Change nothing; exit with 1 when a file is not as the schema makes it." };
        var command = new Command("generate", "Write the C# of a schema to a folder.") { schema, output, hosting, check };
        command.SetAction(parsed =>
        {
            var read = LoadedSchema.Read(parsed.GetRequiredValue(schema));
            var folder = parsed.GetValue(output) ?? new(Path.Combine(Path.GetDirectoryName(read.Path)!, "Generated"));
            return Run(read, folder, parsed.GetValue(hosting), parsed.GetValue(check), terminal);
        });
        return command;
    }

    private static int Run(LoadedSchema schema, DirectoryInfo folder, bool withHosting, bool onlyChecks, Terminal terminal)
    {
        var files = SchemaCode.Of(schema.Protocol, Path.GetFileName(schema.Path), withHosting);
        try
        {
            var changes = new OutputFolder(folder, files[0].Text.Split('\n', 2)[0]).ChangesTo(files);
            if (!onlyChecks && changes.Count > 0) folder.Create();
            foreach (var change in changes)
            {
                if (!onlyChecks) change.Apply();
                terminal.Out.WriteLine($"{(onlyChecks ? $"Would be {change.Kind.ToString().ToLowerInvariant()}" : change.Kind)}: {change.Path}");
            }

            return onlyChecks && changes.Count > 0 ? ExitCodes.Findings : ExitCodes.Ok;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder} cannot be brought up to date: {exception.Message}");
        }
    }
}
