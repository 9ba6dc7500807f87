using System.CommandLine;
using ProtoGen.Schema.Model;
using ProtoGen.Tool.Comparing;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen diff: whom the changes between two schemas break.</summary>
internal static class DiffVerb
{
    private const int WorthABar = 128 << 10, MessagesWorthABar = 1000;

    public static Command Create(Terminal terminal)
    {
        var old = new Argument<FileInfo>("old") { Description = "The schema as it was." };
        var now = new Argument<FileInfo>("new") { Description = "The schema as it is." };
        var json = new Option<bool>("--json") { Description = "Write the changes as JSON." };
        var allowed = new Option<string[]>("--allow") { Description = "A class that may occur: source-breaking, reader-breaking.", HelpName = "class" };
        allowed.AcceptOnlyFromAmong("source-breaking", "reader-breaking", "wire-breaking");
        var command = new Command("diff", "Say whom the changes between two schemas break: the wire, old readers, C#, or nobody.") { old, now, json, allowed };
        command.SetAction(parsed =>
        {
            var changes = Compare(parsed.GetRequiredValue(old), parsed.GetRequiredValue(now), terminal);
            var breaks = changes.Any(change => change.Class != ChangeClass.Safe && !(parsed.GetValue(allowed) ?? []).Contains(change.ClassName));
            if (parsed.GetValue(json)) terminal.Out.WriteLine(JsonText.Of(new { Breaking = breaks, Changes = changes.Select(change => new { Class = change.ClassName, change.Path, change.What, change.Reason }) }));
            else DiffText.Write(changes, terminal);
            return breaks ? ExitCodes.Findings : ExitCodes.Ok;
        });
        return command;
    }

    private static IReadOnlyList<Change> Compare(FileInfo old, FileInfo now, Terminal terminal)
    {
        var bar = new ProgressBar(terminal);
        var (before, after) = bar.Show("reading", Length(old) + Length(now), WorthABar, progress => (Read(old, progress), Read(now, progress)));
        return bar.Show("comparing", before.Messages.Count, MessagesWorthABar, progress => ProtocolComparison.Run(before, after, progress));
    }

    private static Protocol Read(FileInfo file, Action<double> progress)
    {
        var protocol = LoadedSchema.Read(file).Protocol;
        progress(Length(file));
        return protocol;
    }

    private static long Length(FileInfo file) => file.Exists ? file.Length : 0;
}
