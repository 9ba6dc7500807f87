using System.CommandLine;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;
using ProtoGen.Tool.Wireshark;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen wireshark: a dissector of the protocol.</summary>
internal static class WiresharkVerb
{
    public static Command Create(Terminal terminal)
    {
        var schema = AllVerbs.Schema();
        var output = new Option<FileInfo?>("--output", "-o") { Description = "The file to write; by default the dissector is printed." };
        var port = new Option<int>("--port") { Description = "The port that servers listen on; it can be changed in Wireshark's preferences. By default none: conversations are recognised by their first frame." };
        port.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 0 or > 65535) result.AddError($"{number} is no port; it is a number up to 65535.");
        });
        var command = new Command("wireshark", "Write a dissector for Wireshark and tshark, in Lua: every field can be filtered for.") { schema, output, port };
        command.SetAction(async (parsed, cancel) =>
        {
            var dissector = Dissector.Of(LoadedSchema.Read(parsed.GetRequiredValue(schema)).Protocol, parsed.GetValue(port));
            foreach (var limit in dissector.Limits) await terminal.Error.WriteLineAsync(limit);
            if (parsed.GetValue(output) is { } file) await Save(file, dissector.Text, cancel);
            else await terminal.Out.WriteAsync(dissector.Text);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static async Task Save(FileInfo file, string text, CancellationToken cancel)
    {
        try
        {
            await File.WriteAllTextAsync(file.FullName, text, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be written: {exception.Message}");
        }
    }
}
