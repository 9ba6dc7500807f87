using System.CommandLine;
using ProtoGen.Tool.Checking;
using ProtoGen.Tool.Output;

namespace ProtoGen.Tool.Verbs;

/// <summary>protogen check: what the compiler would say of schemas.</summary>
internal static class CheckVerb
{
    public static Command Create(Terminal terminal)
    {
        var schemas = new Argument<FileInfo[]>("schema") { Description = "The schemas, *.protogen.yaml; what they import is checked with them.", Arity = ArgumentArity.ZeroOrMore };
        var explain = new Option<string?>("--explain") { Description = "Show the page of a finding instead: --explain PG2003.", HelpName = "id" };
        var strict = new Option<bool>("--warnings-as-errors") { Description = "Take warnings for errors." };
        var json = new Option<bool>("--json") { Description = "Write the findings as JSON." };
        var sarif = new Option<string?>("--sarif") { Description = "Write the findings as SARIF 2.1.0 to a file; - stands for the output.", HelpName = "file" };
        var command = new Command("check", "Say what is wrong in schemas, and where.") { schemas, explain, strict, json, sarif };
        command.Validators.Add(result =>
        {
            var hasSchemas = result.GetResult(schemas) is { Tokens.Count: > 0 };
            if (result.GetValue(explain) is null && !hasSchemas) result.AddError("Name a schema, or a finding to explain: --explain PG2003.");
            if (result.GetValue(json) && result.GetValue(sarif) == "-") result.AddError("Only one of --json and --sarif - can have the output.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(explain) is { } id) return Explain(id, terminal);
            var report = SchemaCheck.Run(parsed.GetValue(schemas)!, parsed.GetValue(strict));
            var file = parsed.GetValue(sarif);
            if (file is not null and not "-") await OutputFile.WriteAsync(file, Sarif.Of(report) + "\n", cancel);

            if (file == "-") terminal.Out.WriteLine(Sarif.Of(report));
            else if (parsed.GetValue(json)) terminal.Out.WriteLine(ReportJson.Of(report));
            else ReportText.Write(report, terminal);
            return report.Errors > 0 ? ExitCodes.Findings : ExitCodes.Ok;
        });
        return command;
    }

    private static int Explain(string id, Terminal terminal)
    {
        var page = DiagnosticPages.Find(id) ?? throw new UsageException($"There is no finding '{id}'{DiagnosticPages.DidYouMean(id)}");
        PageView.Write(page, terminal);
        return ExitCodes.Ok;
    }
}
