using System.CommandLine;
using ProtoGen.Tool.Documents;
using ProtoGen.Tool.Documents.Html;
using ProtoGen.Tool.Documents.Markdown;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen docs: the document of a protocol.</summary>
internal static class DocsVerb
{
    private const string Extension = ".protogen.yaml";

    public static Command Create(Terminal terminal)
    {
        var schema = AllVerbs.Schema();
        var folder = new Option<string>("--output", "-o") { Description = "The folder of the document; - writes it to the output.", HelpName = "folder", DefaultValueFactory = _ => "." };
        var markdown = new Option<bool>("--markdown") { Description = "Write Markdown instead of one HTML page." };
        var command = new Command("docs", "Write the document of a protocol: frames, messages, fields, drawings, examples.") { schema, folder, markdown };
        command.SetAction((parsed, cancel) => RunAsync(LoadedSchema.Read(parsed.GetRequiredValue(schema)), parsed.GetValue(folder)!, parsed.GetValue(markdown), terminal, cancel));
        return command;
    }

    private static async Task<int> RunAsync(LoadedSchema schema, string folder, bool isMarkdown, Terminal terminal, CancellationToken cancel)
    {
        var file = Path.GetFileName(schema.Path);
        var document = ProtocolDocument.Of(schema.Protocol, file);
        var text = isMarkdown ? PageMarkdown.Of(document) : PageHtml.Of(document);
        if (folder == "-")
        {
            await terminal.Out.WriteAsync(text.AsMemory(), cancel);
            return ExitCodes.Ok;
        }

        var name = file.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? file[..^Extension.Length] : Path.GetFileNameWithoutExtension(file);
        var path = Path.Combine(folder, name + (isMarkdown ? ".md" : ".html"));
        await OutputFile.WriteAsync(path, text, cancel);
        terminal.Out.WriteLine(path);
        return ExitCodes.Ok;
    }
}
