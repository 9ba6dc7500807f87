using System.CommandLine;
using ProtoGen.Tool.Output;
using ProtoGen.Tool.Schemas;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen check: what the compiler would say of a schema.</summary>
internal static class CheckVerb
{
    public static Command Create(Terminal terminal)
    {
        var schema = AllVerbs.Schema();
        var command = new Command("check", "Say what is wrong in a schema, and where.") { schema };
        command.SetAction(parsed => Run(LoadedSchema.Read(parsed.GetRequiredValue(schema)), terminal));
        return command;
    }

    private static int Run(LoadedSchema schema, Terminal terminal)
    {
        foreach (var found in schema.Result.Diagnostics)
        {
            terminal.Out.WriteLine($"{schema.Path}({found.Span.Line},{found.Span.Column}): {found.Rule.Severity.ToString().ToLowerInvariant()} {found.Rule.Id}: {found.Message}");
        }

        return schema.IsUsable ? ExitCodes.Ok : ExitCodes.Findings;
    }
}
