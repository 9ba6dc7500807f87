using System.CommandLine;
using ProtoGen.Tool.Formatting;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen format: schemas in their one layout.</summary>
internal static class FormatVerb
{
    public static Command Create(Terminal terminal)
    {
        var schemas = new Argument<FileInfo[]>("schema") { Description = "The schemas, *.protogen.yaml.", Arity = ArgumentArity.OneOrMore };
        var check = new Option<bool>("--check") { Description = "Write nothing; exit with 1 where a schema would change." };
        var command = new Command("format", "Write schemas in their one layout: keys in order, two spaces a level, comments kept.") { schemas, check };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetRequiredValue(schemas), parsed.GetValue(check), terminal, cancel));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo[] files, bool onlyChecks, Terminal terminal, CancellationToken cancel)
    {
        // All are judged before the first is written.
        var changed = files.Select(FormattedSchema.Of).Where(schema => schema.IsChanged).ToList();
        foreach (var schema in changed)
        {
            if (!onlyChecks) await OutputFile.WriteAsync(schema.Path, schema.After, cancel);
            terminal.Out.WriteLine(onlyChecks ? $"{schema.Path} is not formatted." : $"{schema.Path} is formatted.");
        }

        return onlyChecks && changed.Count > 0 ? ExitCodes.Findings : ExitCodes.Ok;
    }
}
