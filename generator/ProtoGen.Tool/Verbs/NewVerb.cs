using System.CommandLine;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Starting;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen new: a commented schema to begin with, and what editors complete it from.</summary>
internal static class NewVerb
{
    public static Command Create(Terminal terminal)
    {
        var schema = new Argument<FileInfo>("schema") { Description = "The schema to make, *.protogen.yaml; the protocol is called after it." };
        var wantedNamespace = new Option<string?>("--namespace") { Description = "The namespace of the C#; by default the protocol's name." };
        var command = new Command("new", "Make a commented schema to begin with.") { schema, wantedNamespace };
        command.SetAction(parsed => Run(SchemaName.Complete(parsed.GetRequiredValue(schema)), parsed.GetValue(wantedNamespace), terminal));
        return command;
    }

    private static int Run(FileInfo file, string? wantedNamespace, Terminal terminal)
    {
        if (Path.Exists(file.FullName)) throw new UsageException($"{file} is there already, and stays as it is.");
        var text = Starter.For(file, wantedNamespace);
        Directory.CreateDirectory(file.DirectoryName!);
        Write(file, text, terminal);
        var editor = new FileInfo(Path.Combine(Path.GetDirectoryName(file.ToString())!, Starter.EditorSchema));
        if (!Path.Exists(editor.FullName)) Write(editor, Starter.Resource(Starter.EditorSchema), terminal);
        return ExitCodes.Ok;
    }

    private static void Write(FileInfo file, string text, Terminal terminal)
    {
        try
        {
            // Whoever made the file in between keeps it.
            using var stream = new FileStream(file.FullName, FileMode.CreateNew);
            using var writer = new StreamWriter(stream);
            writer.Write(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be written: {exception.Message}");
        }

        terminal.Out.WriteLine($"Made {file}");
    }
}
